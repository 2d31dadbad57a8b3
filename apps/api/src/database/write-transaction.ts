import type { Kysely, Transaction } from 'kysely';
import { BUSY_PATIENCE_MS, retryWhileBusy } from './retry-while-busy.ts';
import type { Database } from './tables.ts';

/**
 * Runs work in a transaction that holds the write lock, and starts it afresh while another process
 * holds the lock. Rejects with the busy error after 5 seconds, or the patience given in milliseconds.
 * The work must await nothing but `trx`.
 */
export async function inWriteTransaction<TResult>(
  db: Kysely<Database>,
  work: (trx: Transaction<Database>) => Promise<TResult>,
  patience: number = BUSY_PATIENCE_MS,
): Promise<TResult> {
  return retryWhileBusy(() => db.transaction().execute(work), patience);
}
