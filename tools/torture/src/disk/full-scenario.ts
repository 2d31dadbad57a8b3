import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findMissing } from '@portal/workspace/optional-tools';
import { type Call, createCaller, createChanges, toMe } from '../portal/call.ts';
import { type PortalProcess, startPortal } from '../portal/portal-process.ts';
import { countOthers, startProbe } from '../portal/probe.ts';
import { isUnavailable } from '../portal/refusal.ts';
import { until } from '../portal/until.ts';
import { createWriters, reportLedger, type Writers } from '../portal/writers.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { createSmallDisk } from './small-disk.ts';

const FULL_MS = { short: 2500, long: 20_000 };

/** What cannot be stored is refused, what was stored stays, and room is used as soon as it is there. */
export const fullScenario: Scenario = {
  name: 'full',
  title: 'a disk that is full under 8 writers, and then is not',
  findObstacle: () => findMissing(['prlimit']),
  async run(context) {
    await using disk = await createSmallDisk(context.folder);
    context.report({ name: 'kept small by', value: disk.by });
    const file = join(disk.folder, 'portal.db');
    const writers = await createWriters(file, 8);
    await using portal = await startPortal({ file, wrapper: disk.wrapper });
    let over = false;
    const writing = writers.write(portal.url, () => over);
    await beFull(context, portal, writers);
    await disk.giveRoom(portal);
    await recover(context, writers);
    over = true;
    await writing;
    const { code } = await portal.stop();
    context.report({ name: 'exit code after SIGTERM', value: code ?? 'killed', equal: 0 });
    reportLedger(context, writers, writers.check());
  },
};

async function beFull(
  context: ScenarioContext,
  { url }: PortalProcess,
  writers: Writers,
): Promise<void> {
  const { report } = context;
  const toChange = createChanges(writers.other);
  const isFull = await until(() => isRefused(url, toChange()));
  report({ name: 'becomes full', value: String(isFull), equal: 'true' });
  const before = writers.acknowledged();
  const updating = startProbe(url, toChange);
  const reading = startProbe(url, () => toMe(writers.other.cookie));
  await wait(FULL_MS[context.form]);
  const [updates, reads] = [await updating.stop(), await reading.stop()];
  report({ name: 'updates asked while full', value: updates.replies.length, least: 1 });
  const others = updates.replies.filter((reply) => !isUnavailable(reply)).length;
  report({ name: 'answered other than 503 as documented', value: others, most: 0 });
  report({ name: 'acknowledged while full', value: writers.acknowledged() - before, most: 0 });
  report({ name: 'reads while full', value: reads.statuses.length, least: 1 });
  report({ name: 'reads other than 200', value: countOthers(reads, 200), most: 0 });
}

async function isRefused(url: string, call: Call): Promise<boolean> {
  using caller = createCaller(url);
  return (await caller.call(call)).status === 503;
}

/** Without a restart: the same process has to find the room. */
async function recover({ report, form }: ScenarioContext, writers: Writers): Promise<void> {
  const [start, wanted] = [performance.now(), writers.acknowledged() + 100];
  const isBack = await until(() => writers.acknowledged() >= wanted);
  report({ name: 'updates again when there is room', value: String(isBack), equal: 'true' });
  const took = Math.round(performance.now() - start);
  report({ name: 'until 100 were stored', value: took, unit: 'ms', most: 5000, timed: true });
  await wait(FULL_MS[form] / 10);
}
