import { setTimeout as sleep } from 'node:timers/promises';
import { findDatabaseFailure } from './database-failure.ts';

const MAX_PAUSE_MS = 50;

/**
 * Runs work, and afresh for as long as another process holds the database; the event loop is free between
 * tries. Rejects with the busy error when `patience` milliseconds have passed.
 */
export async function retryWhileBusy<TResult>(
  work: () => Promise<TResult>,
  patience: number,
): Promise<TResult> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (findDatabaseFailure(error) !== 'busy' || performance.now() > deadline) throw error;
      await sleep(Math.random() * MAX_PAUSE_MS);
    }
  }
}
