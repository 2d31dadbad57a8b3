import type { Rack } from '../part.ts';
import { createNameFinder, type SignedInUser } from '../portal/population.ts';
import { startPortal } from '../portal/portal-process.ts';
import { findHeader } from '../wire/parse-answer.ts';
import { beginSlowBody } from './slow-body.ts';
import { stop } from './stop-under-load.ts';

const LATE_MS = 300;
const NAME = 'slow-but-stored';

/** An update that is still on its way when the signal comes is stored and answered. */
export async function stopDuringSlowBody(
  { report }: Rack,
  file: string,
  user: SignedInUser,
): Promise<void> {
  await using portal = await startPortal({ file });
  using body = await beginSlowBody(portal.port, user, NAME);
  const stopped = stop(portal, ['SIGTERM']);
  const still = await isStillServing(stopped);
  const answer = await body.finish();
  const { code } = await stopped;
  const ends = answer && findHeader(answer, 'connection');
  report({ name: 'a slow body keeps the server', value: String(still), equal: 'true' });
  report({ name: 'the update of a slow body', value: answer?.status ?? 'none', equal: 200 });
  report({ name: 'its connection', value: ends ?? 'kept', equal: 'close' });
  report({ name: 'its name as stored', value: createNameFinder(file)(user.id), equal: NAME });
  report({ name: 'exit code after a slow body', value: code ?? 'none', equal: 0 });
}

/** A body that never comes does not keep the server for ever. */
export async function stopWhileNothingComes(
  { report }: Rack,
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
  report({ name: `${name}, stored`, value: createNameFinder(file)(user.id), equal: NAME });
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
