import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import { prepareQuery } from './prepared-query.ts';

/** Any value except a promise. */
export type Settled<TResult> = TResult extends PromiseLike<unknown> ? never : TResult;

/** The work of a transaction. It is synchronous, so no other work of this process runs in between. */
export type Work<TResult> = (trx: Connection) => Settled<TResult>;

// A deferred transaction fails if another process writes between its first read and its first write.
const begin = prepareQuery(() => sql`begin immediate`);
const beginReading = prepareQuery(() => sql`begin`);
const commit = prepareQuery(() => sql`commit`);
const rollback = prepareQuery(() => sql`rollback`);

/** Runs work in a transaction with the write lock. If the work or the commit throws, nothing is stored. */
export function inTransaction<TResult>(db: Connection, work: Work<TResult>): Settled<TResult> {
  begin.run(db);
  return finish(db, work);
}

/** Runs statements that read one moment of the database, whatever other processes commit in between. */
export function inSnapshot<TResult>(db: Connection, work: Work<TResult>): Settled<TResult> {
  beginReading.run(db);
  return finish(db, work);
}

function finish<TResult>(db: Connection, work: Work<TResult>): Settled<TResult> {
  try {
    const result = runAtOnce(db, work);
    commit.run(db);
    return result;
  } catch (error) {
    // On a full disk SQLite has already rolled back, and another rollback would hide the reason.
    if (db.isInTransaction()) rollback.run(db);
    throw error;
  }
}

/** The types reject a promise, but not a value of type `any`. */
export function runAtOnce<TResult>(trx: Connection, work: Work<TResult>): Settled<TResult> {
  const result = work(trx);
  if (result instanceof Promise) throw new TypeError('the work of a transaction awaits nothing');
  return result;
}
