import { join } from 'node:path';
import { createRandom } from '@portal/workspace/random';
import { createLedger, type LedgerLine } from '../kill/ledger.ts';
import { createPopulation, type SignedInUser } from '../portal/population.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { stopDuringBackup } from './stop-during-backup.ts';
import { stopDuringSlowBody, stopWhileNothingComes } from './stop-during-slow-body.ts';
import { createStops, type Stops, stopUnderLoad } from './stop-under-load.ts';

const WRITERS = 32;
const STOPS = { short: 3, long: 10 };
const ONCE: readonly NodeJS.Signals[] = ['SIGTERM'];
/** As a terminal sends it, by way of every parent. */
const TWICE: readonly NodeJS.Signals[] = ['SIGINT', 'SIGINT'];

/** A server that is stopped answers its open requests and leaves one whole file. */
export const shutdownScenario: Scenario = {
  name: 'shutdown',
  title: `SIGTERM and SIGINT, with ${WRITERS} writers, a slow body or a backup under way`,
  async run(context) {
    const file = join(context.folder, 'portal.db');
    const names = Array.from({ length: WRITERS }, (_, at) => ({ username: `writer${at}` }));
    const [slow, ...writers] = await createPopulation(file, [{ username: 'slow' }, ...names]);
    const ledger = createLedger(writers);
    const random = createRandom(context.seed);
    const seen = createStops();
    const stops = [...Array.from({ length: STOPS[context.form] }, () => ONCE), TWICE];
    for (const signals of stops) {
      await stopUnderLoad({ file, ledger, signals, life: 100 + random() * 400 }, seen);
      context.note(`${signals}: ${seen.endings.answered.length} answers, ${seen.lost} lost`);
    }
    reportStops(context, ledger, seen);
    await stopDuringSlowBody(context, file, slow as SignedInUser);
    if (context.form === 'long') await stopWhileNothingComes(context, file, slow as SignedInUser);
    await stopDuringBackup(context, file, ledger);
  },
};

function reportStops(
  { report }: ScenarioContext,
  ledger: readonly LedgerLine[],
  seen: Stops,
): void {
  const { endings, times } = seen;
  const sum = (count: (line: LedgerLine) => number) =>
    ledger.reduce((total, line) => total + count(line), 0);
  const acknowledged = sum((line) => line.acknowledgements);
  report({ name: 'stops under load', value: times.length });
  report({ name: 'updates acknowledged', value: acknowledged, least: times.length * WRITERS });
  report({ name: 'of them after the signal', value: endings.afterStop, least: 1 });
  report({ name: 'exit codes other than 0', value: seen.failures, most: 0 });
  report({ name: 'acknowledged and lost', value: seen.lost, most: 0 });
  report({ name: 'stored though nobody asked', value: seen.phantoms, most: 0 });
  report({ name: 'stored, and the answer never came', value: seen.storedUnanswered, most: 0 });
  report({ name: 'answered by the log alone', value: seen.unanswered, most: 0 });
  report({ name: 'answers cut in the middle', value: endings.cut, most: 0 });
  report({ name: 'connections ended before any signal', value: endings.early, most: 0 });
  report({ name: 'connections ended under a request', value: endings.late, most: 8, timed: true });
  report({ name: 'wrong answers', value: sum((line) => line.wrong), most: 0 });
  report({ name: 'logs of the database left', value: seen.walsLeft, most: 0 });
  report({ name: 'faults in the file', value: seen.faults, most: 0 });
  const slowest = Math.round(Math.max(...times));
  report({ name: 'signal to exit, slowest', value: slowest, unit: 'ms', most: 5000, timed: true });
}
