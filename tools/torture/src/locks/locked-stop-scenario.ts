import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createCaller, toMe, toUpdate } from '../portal/call.ts';
import { killAfter } from '../portal/kill-after.ts';
import {
  createNameFinder,
  createPopulation,
  findFileFaults,
  type SignedInUser,
} from '../portal/population.ts';
import { startPortal } from '../portal/portal-process.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { holdLock } from './lock-holder.ts';

/** What docs/operations.md promises of every stop. */
const LONGEST_STOP_MS = 20_000;
const PATIENCE_MS = 40_000;
/** From the update until the signal: it waits for the lock by then. */
const BEFORE_MS = 500;

/** How long the lock is held after the signal, and the answer of an update that waits for it. */
const HOLDS = [
  { name: '3 s', milliseconds: 3000, status: 200, stored: 'renamed' },
  { name: 'as long as the stop takes', milliseconds: undefined, status: 503, stored: 'anna' },
] as const;

/** A stop does not depend on whoever holds the write lock. */
export const lockedStopScenario: Scenario = {
  name: 'locked-stop',
  title:
    'SIGTERM while another process holds the write lock, for 3 s and as long as the stop takes',
  async run(context) {
    for (const [at, hold] of HOLDS.entries()) {
      await reportStop(context, hold, join(context.folder, `${at}.db`));
    }
  },
};

async function reportStop(
  { report }: ScenarioContext,
  { name, milliseconds, status, stored }: (typeof HOLDS)[number],
  file: string,
): Promise<void> {
  const [anna] = (await createPopulation(file, [{ username: 'anna' }])) as [SignedInUser];
  const seen = await stopWhileHeld(file, anna, milliseconds);
  const { code, signal } = seen.ended;
  report({
    name: `held for ${name}: SIGTERM ends it with`,
    value: code ?? String(signal),
    equal: 0,
  });
  report({ name: 'signal to exit', value: seen.took, unit: 'ms', most: LONGEST_STOP_MS });
  report({ name: 'the update that waited', value: seen.status, equal: status });
  report({ name: 'name in the file', value: createNameFinder(file)(anna.id), equal: stored });
  report({ name: 'faults in the file', value: findFileFaults(file).length, most: 0 });
}

async function stopWhileHeld(file: string, { cookie }: SignedInUser, milliseconds?: number) {
  await using portal = await startPortal({ file });
  using caller = createCaller(portal.url);
  await using lock = await holdLock(file, 'write');
  // An activity is to be stored at the stop.
  await caller.call(toMe(cookie));
  const updating = caller.call(toUpdate(cookie, { username: 'renamed' })).then(
    (reply) => reply.status,
    () => 0,
  );
  await wait(BEFORE_MS);
  using _deadline = killAfter(portal, PATIENCE_MS);
  const start = performance.now();
  const stopping = portal.stop();
  if (milliseconds !== undefined) {
    await wait(milliseconds);
    await lock[Symbol.asyncDispose]();
  }
  const ended = await stopping;
  return { ended, took: Math.round(performance.now() - start), status: await updating };
}
