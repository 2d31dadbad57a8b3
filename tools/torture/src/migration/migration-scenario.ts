import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findStraceObstacle, toStrace } from '../host/strace.ts';
import { openFile } from '../portal/population.ts';
import { type Ended, runPortal } from '../portal/portal-process.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { chooseEvenly, findPoints, type KillPoint } from './kill-points.ts';

const CALLS = ['pwrite64', 'fsync', 'fdatasync', 'rename', 'link', 'unlink'];
const KILLS = { short: 5, long: Number.POSITIVE_INFINITY };
const AT_ONCE = 4;

/** A migration is there or is not, whenever its process dies. */
export const migrationScenario: Scenario = {
  name: 'migration',
  title: '`portal migrate` killed at one system call after another, and run several at once',
  findObstacle: findStraceObstacle,
  async run(context) {
    const { points, golden } = await measure(context.folder);
    context.report({ name: 'calls that change files', value: points.length, least: KILLS.short });
    const seen = { killed: 0, failed: 0, others: 0, left: 0 };
    for (const point of chooseEvenly(points, KILLS[context.form])) {
      const file = join(context.folder, `${point.call}-${point.at}.db`);
      seen.killed += await killAt(file, point, join(context.folder, 'trace'));
      if (existsSync(file)) seen.left += 1;
      const { code, stderr } = await runPortal(['migrate'], { file });
      if (code !== 0) context.note(`killed at ${point.call} ${point.at}: ${stderr}`);
      seen.failed += code === 0 ? 0 : 1;
      seen.others += readSchema(file) === golden ? 0 : 1;
    }
    report(context, seen);
    await migrateAtOnce(context, golden);
  },
};

/** The calls there are to be killed at, and the schema that comes of them. */
async function measure(folder: string) {
  const [file, trace] = [join(folder, 'golden.db'), join(folder, 'trace')];
  const wrapper = ['strace', '-D', '-f', '-o', trace, '-e', `trace=${CALLS.join(',')}`];
  const { code, stderr } = await runPortal(['migrate'], { file, wrapper });
  if (code !== 0) throw new Error(stderr);
  return { points: findPoints(readFileSync(trace, 'utf8'), CALLS), golden: readSchema(file) };
}

/** Answers 1 when the process was killed by it. */
async function killAt(file: string, { call, at }: KillPoint, trace: string): Promise<number> {
  const wrapper = toStrace({ calls: [call], fault: `signal=SIGKILL:when=${at}`, trace });
  const { signal } = await runPortal(['migrate'], { file, wrapper });
  return signal === 'SIGKILL' ? 1 : 0;
}

interface Seen {
  readonly killed: number;
  readonly failed: number;
  readonly others: number;
  readonly left: number;
}

function report({ report }: ScenarioContext, { killed, failed, others, left }: Seen): void {
  report({ name: 'killed', value: killed, least: KILLS.short - 1 });
  report({ name: 'of them with a file left', value: left });
  report({ name: 'starts that failed after it', value: failed, most: 0 });
  report({ name: 'other schemas than of one whole run', value: others, most: 0 });
}

async function migrateAtOnce({ report, folder }: ScenarioContext, golden: string): Promise<void> {
  const file = join(folder, 'at-once.db');
  const runs = Array.from({ length: AT_ONCE }, () => runPortal(['migrate'], { file }));
  const failed = (await Promise.all(runs)).filter(({ code }: Ended) => code !== 0);
  report({ name: `of ${AT_ONCE} at once, failed`, value: failed.length, most: 0 });
  const same = readSchema(file) === golden ? 'the same' : 'another';
  report({ name: 'schema after all at once', value: same, equal: 'the same' });
}

/** Everything that SQLite has, in one text, with the migrations that were noted. */
function readSchema(file: string): string {
  using database = openFile(file, { readonly: true });
  const { sqlite } = database;
  const objects = sqlite.prepare('select type, name, sql from sqlite_schema order by name').all();
  const migrations = sqlite.prepare('select name from kysely_migration order by name').all();
  return JSON.stringify([objects, migrations, sqlite.pragma('integrity_check')]);
}
