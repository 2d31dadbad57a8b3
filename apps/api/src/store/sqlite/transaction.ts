import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import { prepareQuery } from './prepared-query.ts';

/** What is no promise. */
export type Settled<TResult> = TResult extends PromiseLike<unknown> ? never : TResult;

/** What runs in a transaction. It awaits nothing, so that nothing of this process ever comes between. */
export type Work<TResult> = (trx: Connection) => Settled<TResult>;

// Deferred, it would fail at once when another process wrote between its first read and its first write.
const begin = prepareQuery(() => sql`begin immediate`);
const commit = prepareQuery(() => sql`commit`);
const rollback = prepareQuery(() => sql`rollback`);

/** Runs work in a transaction that holds the write lock. What throws, the commit included, leaves nothing. */
export function inTransaction<TResult>(db: Connection, work: Work<TResult>): Settled<TResult> {
  begin.run(db);
  try {
    const result = runAtOnce(db, work);
    commit.run(db);
    return result;
  } catch (error) {
    // On a full disk SQLite has rolled back itself, and to ask again would hide why.
    if (db.isInTransaction()) rollback.run(db);
    throw error;
  }
}

/** Types refuse a promise already, but not one that calls itself `any`. */
export function runAtOnce<TResult>(trx: Connection, work: Work<TResult>): Settled<TResult> {
  const result = work(trx);
  if (result instanceof Promise) throw new TypeError('the work of a transaction awaits nothing');
  return result;
}
