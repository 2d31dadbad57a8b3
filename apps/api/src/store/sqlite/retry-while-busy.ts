import { setTimeout as sleep } from 'node:timers/promises';
import type { MaybePromise } from '@portal/contract';
import { findDatabaseFailure } from './database-failure.ts';

/** The default time that a caller waits before it gets the busy error. */
export const BUSY_TIMEOUT_MS = 5000;
/** Most locks last for one commit. With longer pauses, several servers on one file are slower together. */
const LONGEST_PAUSE_MS = 10;

/**
 * Runs work, and retries it while another process holds the database, without blocking the event loop. If the first
 * try succeeds, the result is returned synchronously. Rejects with the busy error after `timeoutMs`.
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
