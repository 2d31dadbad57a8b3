import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createChanges, toMe } from '../portal/call.ts';
import { startPortal } from '../portal/portal-process.ts';
import { countOthers, type Seen, startProbe, toMilliseconds } from '../portal/probe.ts';
import { isUnavailable } from '../portal/refusal.ts';
import { createWriters, reportLedger, type Writers } from '../portal/writers.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { holdLock } from './lock-holder.ts';

const WRITERS = 16;
/** Shorter than Portal waits for a lock, and longer. */
const HELD_MS = { briefly: 2000, long: 8000 };
/** What the operations page promises an update that waits, with room for a machine that stalls. */
const LONGEST_WAIT_MS = 6500;

/** Whoever holds the write lock holds up updates, and nothing else. */
export const lockScenario: Scenario = {
  name: 'lock',
  title: `the write lock held by another process, for 2 and for 8 seconds, under ${WRITERS} writers`,
  async run(context) {
    const file = join(context.folder, 'portal.db');
    const writers = await createWriters(file, WRITERS);
    await using portal = await startPortal({ file });
    for (const how of ['briefly', 'long'] as const) {
      let over = false;
      const writing = writers.write(portal.url, () => over);
      const updating = startProbe(portal.url, createChanges(writers.other));
      const seen = await probeWhileHeld(portal.url, { file, how, writers });
      await wait(300);
      over = true;
      await writing;
      report(context, how, { ...seen, updates: await updating.stop() });
    }
    await portal.stop();
    reportLedger(context, writers, writers.check());
  },
};

interface Hold {
  readonly file: string;
  readonly how: keyof typeof HELD_MS;
  readonly writers: Writers;
}

async function probeWhileHeld(url: string, { file, how, writers }: Hold) {
  await using _ = await holdLock(file, 'write');
  const before = writers.acknowledged();
  const health = startProbe(url, () => ({ path: '/healthz' }));
  const reads = startProbe(url, () => toMe(writers.other.cookie));
  await wait(HELD_MS[how]);
  const held = writers.acknowledged() - before;
  return { health: await health.stop(), reads: await reads.stop(), held };
}

interface Held {
  readonly health: Seen;
  readonly reads: Seen;
  readonly updates: Seen;
  readonly held: number;
}

function report(
  { report }: ScenarioContext,
  how: Hold['how'],
  { health, reads, updates, held }: Held,
): void {
  const when = `held for ${HELD_MS[how] / 1000} s`;
  // A loop that is blocked by each waiting update answers a handful.
  report({
    name: `${when}: reads answered`,
    value: reads.statuses.length,
    least: HELD_MS[how] / 100,
  });
  report({ name: 'reads other than 200', value: countOthers(reads, 200), most: 0 });
  report({ name: 'updates acknowledged meanwhile', value: held, most: WRITERS });
  const p99 = toMilliseconds(health.latencies, 0.99);
  report({ name: '/healthz, p99', value: p99, unit: 'ms', most: 150, timed: true });
  const slowest = toMilliseconds(updates.latencies, 1);
  const bound = { most: LONGEST_WAIT_MS, timed: true };
  report({ name: 'slowest update', value: slowest, unit: 'ms', ...bound });
  const refused = updates.replies.filter(isUnavailable).length;
  const bounds = how === 'briefly' ? { most: 0 } : { least: 1 };
  report({ name: 'updates answered 503', value: refused, ...bounds });
  const others = countOthers(updates, 200) - refused;
  report({ name: 'neither stored nor 503 as documented', value: others, most: 0 });
  report({ name: 'the update after it', value: updates.statuses.at(-1) ?? 0, equal: 200 });
}
