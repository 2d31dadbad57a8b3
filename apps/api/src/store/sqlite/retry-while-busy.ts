import { setTimeout as sleep } from 'node:timers/promises';
import type { MaybePromise } from '@portal/contract';
import { findDatabaseFailure } from './database-failure.ts';

/** How long a caller waits before it is told to come again. */
export const BUSY_TIMEOUT_MS = 5000;
/** A lock is mostly held for one commit; servers on one file that pause for longer get less done together. */
const LONGEST_PAUSE_MS = 10;

/**
 * Runs work, and afresh for as long as another process holds the database; the event loop is free between
 * tries. Answers at once where the work does. Rejects with the busy error when `timeoutMs` has passed.
 */
export function retryWhileBusy<TResult>(
  work: () => MaybePromise<TResult>,
  timeoutMs: number,
): MaybePromise<TResult> {
  const deadline = performance.now() + timeoutMs;
  const tryAgain = (error: unknown) => retryUntil(deadline, work, error);
  try {
    const result = work();
    return result instanceof Promise ? result.catch(tryAgain) : result;
  } catch (error) {
    return tryAgain(error);
  }
}

async function retryUntil<TResult>(
  deadline: number,
  work: () => MaybePromise<TResult>,
  firstError: unknown,
): Promise<TResult> {
  let error = firstError;
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    if (findDatabaseFailure(error) !== 'busy' || performance.now() > deadline) throw error;
    await sleep(Math.random() * pause);
    try {
      return await work();
    } catch (next) {
      error = next;
    }
  }
}
