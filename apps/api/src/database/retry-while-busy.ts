import { setTimeout as sleep } from 'node:timers/promises';
import { findDatabaseFailure } from './database-failure.ts';

/** How long a caller waits before it is told to come again. */
export const BUSY_PATIENCE_MS = 5000;
/** A lock is mostly held for one commit; servers on one file that pause for longer get less done together. */
const LONGEST_PAUSE_MS = 10;

/**
 * Runs work, and afresh for as long as another process holds the database; the event loop is free between
 * tries. Rejects with the busy error when `patience` milliseconds have passed.
 */
export async function retryWhileBusy<TResult>(
  work: () => TResult | Promise<TResult>,
  patience: number,
): Promise<TResult> {
  const deadline = performance.now() + patience;
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (findDatabaseFailure(error) !== 'busy' || performance.now() > deadline) throw error;
      await sleep(Math.random() * pause);
    }
  }
}
