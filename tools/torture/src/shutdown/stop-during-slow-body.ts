import { createNameFinder, type SignedInUser } from '../portal/population.ts';
import { startPortal } from '../portal/portal-process.ts';
import type { ScenarioContext } from '../scenario.ts';
import { findHeader } from '../wire/parse-answer.ts';
import { beginSlowBody } from './slow-body.ts';
import { stop } from './stop-under-load.ts';

const LATE_MS = 300;
const NAME = 'slow-but-stored-';

const SIGNALS: readonly (readonly NodeJS.Signals[])[] = [['SIGTERM'], ['SIGINT', 'SIGINT']];

/** An update that is still on its way when the signal comes, or comes twice, is stored and answered. */
export async function stopDuringSlowBody(
  context: ScenarioContext,
  file: string,
  user: SignedInUser,
): Promise<void> {
  for (const [at, signals] of SIGNALS.entries()) {
    await using portal = await startPortal({ file });
    using body = await beginSlowBody(portal.port, user, `${NAME}${at}`);
    const stopped = stop(portal, signals);
    const still = await isStillServing(stopped);
    const answer = await body.finish();
    const { code } = await stopped;
    const seen = {
      'the server waits': still,
      answer: answer?.status,
      'its connection': answer && findHeader(answer, 'connection'),
      stored: createNameFinder(file)(user.id),
      'exit code': code,
    };
    const wanted = {
      'the server waits': true,
      answer: 200,
      'its connection': 'close',
      stored: `${NAME}${at}`,
      'exit code': 0,
    };
    const name = `a slow body, and ${signals.join(' and ')}`;
    context.report({ name, value: JSON.stringify(seen), equal: JSON.stringify(wanted) });
  }
}

/** A body that never comes does not keep the server for ever. */
export async function stopWhileNothingComes(
  { report }: ScenarioContext,
  file: string,
  user: SignedInUser,
): Promise<void> {
  await using portal = await startPortal({ file });
  using _body = await beginSlowBody(portal.port, user, 'never');
  const { code, took } = await stop(portal, ['SIGTERM']);
  const seconds = Math.round(took / 1000);
  const name = 'exit with a body that never comes';
  report({ name: `${name}, code`, value: code ?? 'none', equal: 0 });
  report({ name, value: seconds, unit: 's', most: 20, timed: true });
  report({
    name: `${name}, stored`,
    value: createNameFinder(file)(user.id),
    equal: `${NAME}${SIGNALS.length - 1}`,
  });
}

/** Whether the end is still out a while after the signal. */
async function isStillServing(stopped: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(true), LATE_MS);
  void stopped.then(() => resolve(false));
  const still = await promise;
  clearTimeout(timer);
  return still;
}
