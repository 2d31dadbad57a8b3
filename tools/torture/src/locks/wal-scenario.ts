import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { toMe } from '../portal/call.ts';
import { startPortal } from '../portal/portal-process.ts';
import { startProbe, toMilliseconds } from '../portal/probe.ts';
import { createWriters, reportLedger, type Writers } from '../portal/writers.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { holdLock } from './lock-holder.ts';

/** They share commits, and so pages: 16 updates leave about 20 KB in the WAL. */
const UPDATES = { short: 8000, long: 60_000 };
const BEFORE = 200;
/** What Portal lets a WAL keep when it starts anew. */
const LIMIT = 64 * 1024 * 1024;

/** A reader that never ends keeps the WAL growing, and that is all it does. */
export const walScenario: Scenario = {
  name: 'wal',
  title: 'a WAL that no checkpoint can empty, since another process goes on reading',
  async run(context) {
    const file = join(context.folder, 'portal.db');
    const writers = await createWriters(file, 16);
    await using portal = await startPortal({ file });
    const before = await write(portal.url, writers, BEFORE);
    const seen = await writeBesideReader({
      file,
      url: portal.url,
      writers,
      count: UPDATES[context.form],
    });
    // One round empties the WAL, and the next begins it anew.
    await write(portal.url, writers, BEFORE);
    await write(portal.url, writers, BEFORE);
    const started = readRounds(file) > seen.rounds ? 'yes' : 'no';
    reportWal(context, seen, { started, left: toSize(file) });
    const ratio = Math.round((seen.read / before.read) * 10) / 10;
    context.report({
      name: 'a read, against before',
      value: ratio,
      unit: 'times',
      most: 3,
      timed: true,
    });
    await portal.stop();
    const isGone = !existsSync(`${file}-wal`);
    context.report({ name: 'no WAL when stopped', value: String(isGone), equal: 'true' });
    reportLedger(context, writers, writers.check());
  },
};

/** Writes until so many more were acknowledged; answers the median of a read meanwhile, in milliseconds. */
async function write(url: string, writers: Writers, count: number) {
  const wanted = writers.acknowledged() + count;
  const reading = startProbe(url, () => toMe(writers.other.cookie), 5);
  await writers.write(url, () => writers.acknowledged() >= wanted);
  return { read: toMilliseconds((await reading.stop()).latencies, 0.5) };
}

interface Round {
  readonly file: string;
  readonly url: string;
  readonly writers: Writers;
  readonly count: number;
}

async function writeBesideReader({ file, url, writers, count }: Round) {
  await using _ = await holdLock(file, 'read');
  const { read } = await write(url, writers, count);
  return { read, grown: toSize(file), rounds: readRounds(file) };
}

function toSize(file: string): number {
  return statSync(`${file}-wal`).size;
}

/** How often the WAL began anew, as its header counts it; https://sqlite.org/fileformat2.html#the_write_ahead_log */
function readRounds(file: string): number {
  return readFileSync(`${file}-wal`).readUInt32BE(12);
}

interface After {
  readonly started: string;
  readonly left: number;
}

function reportWal(
  { report }: ScenarioContext,
  { grown }: { grown: number },
  { started, left }: After,
): void {
  const toMegabytes = (bytes: number) => Math.round(bytes / 1e5) / 10;
  const most = toMegabytes(LIMIT);
  // Portal moves 1000 pages of 4 KB at a time: a WAL well beyond that was held up.
  report({ name: 'WAL beside the reader', value: toMegabytes(grown), unit: 'MB', least: 6 });
  report({ name: 'WAL after the reader', value: toMegabytes(left), unit: 'MB', most });
  report({ name: 'WAL begins anew after the reader', value: started, equal: 'yes' });
}
