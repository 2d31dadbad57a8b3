import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { countInjected, findStraceObstacle, toStrace } from '../host/strace.ts';
import { createChanges, toMe } from '../portal/call.ts';
import { startPortal } from '../portal/portal-process.ts';
import { countOthers, startProbe, toMilliseconds } from '../portal/probe.ts';
import { isUnavailable } from '../portal/refusal.ts';
import { until } from '../portal/until.ts';
import { createWriters, reportLedger, type Writers } from '../portal/writers.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';

const CALLS = ['fsync', 'fdatasync'];
const WRITERS = 8;
const FAILING_MS = { short: 2000, long: 20_000 };
/** Fsyncs before it are those of a start, and of updates that are stored. */
const FIRST = 60;
const FAULTS = 21;
const SLOW_MS = 20;

/** What a disk refuses to keep is not acknowledged, and nothing later rests on it. */
export const fsyncScenario: Scenario = {
  name: 'fsync',
  title: 'fsync that fails for a while, from then on, and takes 20 ms',
  findObstacle: findStraceObstacle,
  async run(context) {
    const writers = await createWriters(join(context.folder, 'portal.db'), WRITERS);
    await failForAWhile(context, writers);
    await failForGood(context, writers);
    await beSlow(context, writers);
    reportLedger(context, writers, writers.check());
  },
};

/** A server whose fsync misbehaves, while everyone writes. */
async function startFaulty({ folder }: ScenarioContext, fault: string) {
  const trace = join(folder, 'trace');
  const wrapper = toStrace({ calls: CALLS, fault, trace });
  const portal = await startPortal({ file: join(folder, 'portal.db'), wrapper });
  return { portal, trace };
}

async function failForAWhile(context: ScenarioContext, writers: Writers): Promise<void> {
  const { portal, trace } = await startFaulty(
    context,
    `error=EIO:when=${FIRST}..${FIRST + FAULTS - 1}`,
  );
  await using _ = portal;
  let over = false;
  const changing = startProbe(portal.url, createChanges(writers.other), 5);
  const writing = writers.write(portal.url, () => over);
  await until(async () => (await countInjected(trace)) >= FAULTS);
  await wait(FAILING_MS[context.form] / 2);
  const changes = await changing.stop();
  over = true;
  await writing;
  await portal.stop('SIGKILL');
  const struck = await countInjected(trace);
  const refused = countRefusals(writers);
  const others = changes.replies.filter((reply) => reply.status !== 200);
  const odd = others.filter((reply) => !isUnavailable(reply)).length;
  context.report({ name: 'fsyncs that failed', value: struck, least: 1 });
  const answered = refused + others.length;
  // An fsync is that of a commit, which the updates of one moment share: each writer's, and the probe's.
  const most = struck * (WRITERS + 1);
  context.report({ name: 'updates refused for it', value: answered, least: 1, most });
  context.report({ name: 'refused other than as documented', value: odd, most: 0 });
  context.report({
    name: 'the update after them',
    value: changes.statuses.at(-1) ?? 0,
    equal: 200,
  });
}

function countRefusals({ ledger }: Writers): number {
  return ledger.reduce((sum, { refusals }) => sum + refusals, 0);
}

/** The last fault of all is followed by SIGKILL: what was refused must not carry what comes after it. */
async function failForGood(context: ScenarioContext, writers: Writers): Promise<void> {
  const { folder, form, report } = context;
  const { portal } = await startFaulty(context, `error=EIO:when=${FIRST}+`);
  await using _ = portal;
  let over = false;
  const writing = writers.write(portal.url, () => over);
  const before = countRefusals(writers);
  await until(() => countRefusals(writers) > before);
  const reading = startProbe(portal.url, () => toMe(writers.other.cookie));
  const changing = startProbe(portal.url, createChanges(writers.other));
  await wait(FAILING_MS[form] / 2);
  const [reads, changes] = [await reading.stop(), await changing.stop()];
  await portal.stop('SIGKILL');
  over = true;
  await writing;
  const stored = changes.replies.filter((reply) => !isUnavailable(reply)).length;
  report({ name: 'reads while every fsync fails', value: reads.statuses.length, least: 1 });
  report({ name: 'reads other than 200', value: countOthers(reads, 200), most: 0 });
  report({ name: 'updates not refused then', value: stored, most: 0 });
  await using again = await startPortal({ file: join(folder, 'portal.db') });
  // The kernel counts a page whose fsync failed as written: only what is written anew is on the disk.
  const left = statSync(join(folder, 'portal.db-wal'), { throwIfNoEntry: false })?.size ?? 0;
  report({ name: 'bytes of the old WAL after a new start', value: left, most: 0 });
  await again.stop();
  const verdict = writers.check();
  report({ name: 'acknowledged and lost in between', value: verdict.lost, most: 0 });
  report({ name: 'refused, and stored by the new start', value: verdict.storedRefused });
}

async function beSlow(context: ScenarioContext, writers: Writers): Promise<void> {
  const { portal } = await startFaulty(context, `delay_exit=${SLOW_MS * 1000}`);
  await using _ = portal;
  const changing = startProbe(portal.url, createChanges(writers.other));
  await wait(FAILING_MS[context.form]);
  const { latencies } = await changing.stop();
  await portal.stop();
  const median = toMilliseconds(latencies, 0.5);
  context.report({
    name: 'update while fsync takes 20 ms',
    value: median,
    unit: 'ms',
    least: SLOW_MS,
  });
}
