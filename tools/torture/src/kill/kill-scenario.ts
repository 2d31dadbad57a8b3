import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '@portal/workspace/random';
import { createNameFinder, createPopulation, findFileFaults } from '../portal/population.ts';
import { startPortal } from '../portal/portal-process.ts';
import { quantile } from '../quantile.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { checkLedger, createLedger, keepWriting, type LedgerLine } from './ledger.ts';

const WRITERS = 16;
const KILLS = { short: 4, long: 50 };

/** Acknowledged means stored, whenever the process dies. */
export const killScenario: Scenario = {
  name: 'kill',
  title: `SIGKILL under ${WRITERS} writers who keep a ledger of what was acknowledged`,
  async run(context) {
    const file = join(context.folder, 'portal.db');
    const names = Array.from({ length: WRITERS }, (_, at) => ({ username: `writer${at}` }));
    const ledger = createLedger(await createPopulation(file, names));
    const random = createRandom(context.seed);
    const seen = { lost: 0, phantoms: 0, storedUnanswered: 0, faults: 0, restarts: [] as number[] };
    for (let kill = 1; kill <= KILLS[context.form]; kill++) {
      seen.restarts.push(await killOnce(file, ledger, 300 + random() * 500));
      seen.faults += findFileFaults(file).length;
      const verdict = checkLedger(ledger, createNameFinder(file));
      seen.lost += verdict.lost;
      seen.phantoms += verdict.phantoms;
      seen.storedUnanswered += verdict.storedUnanswered;
      context.note(`kill ${kill}: ${count(ledger)} acknowledged, ${seen.lost} lost`);
    }
    report(context, ledger, seen);
  },
};

/** Serves, lets everyone write, and kills; answers how long the start took, in milliseconds. */
async function killOnce(file: string, ledger: readonly LedgerLine[], life: number) {
  await using portal = await startPortal({ file });
  let over = false;
  const writing = ledger.map((line) => keepWriting(line, portal.url, () => over));
  await wait(life);
  await portal.stop('SIGKILL');
  over = true;
  await Promise.all(writing);
  return portal.startedIn;
}

function count(ledger: readonly LedgerLine[]): number {
  return ledger.reduce((sum, { acknowledgements }) => sum + acknowledgements, 0);
}

interface Seen {
  readonly lost: number;
  readonly phantoms: number;
  readonly storedUnanswered: number;
  readonly faults: number;
  readonly restarts: readonly number[];
}

function report(
  { report, form }: ScenarioContext,
  ledger: readonly LedgerLine[],
  seen: Seen,
): void {
  const wrong = ledger.reduce((sum, line) => sum + line.wrong, 0);
  report({ name: 'kills', value: KILLS[form] });
  report({ name: 'updates acknowledged', value: count(ledger), least: KILLS[form] });
  report({ name: 'acknowledged and lost', value: seen.lost, most: 0 });
  report({ name: 'stored though nobody asked', value: seen.phantoms, most: 0 });
  report({ name: 'stored, and the answer cut off', value: seen.storedUnanswered });
  report({ name: 'wrong answers', value: wrong, most: 0 });
  report({ name: 'faults in the file', value: seen.faults, most: 0 });
  const slowest = Math.round(Math.max(...seen.restarts));
  report({ name: 'start, median', value: Math.round(quantile(seen.restarts, 0.5)), unit: 'ms' });
  report({ name: 'start, slowest', value: slowest, unit: 'ms', most: 1000, timed: true });
}
