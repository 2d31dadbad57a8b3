import type { Connection } from './connection.ts';
import { findDatabaseFailure } from './database-failure.ts';
import { inTransaction, runAtOnce, type Work } from './transaction.ts';

/** A job that waits for its commit, with the callbacks for its result. */
export interface GroupMember {
  readonly work: Work<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/**
 * Runs a group of jobs in one transaction and resolves them after the commit. If one job throws, the transaction
 * rolls back: that job is rejected, the others are returned to run again. Throws the busy error without calling any job back.
 */
export function commitGroup<TMember extends GroupMember>(
  db: Connection,
  group: readonly TMember[],
): readonly TMember[] {
  let running = -1;
  try {
    const results = inTransaction(db, (trx) => {
      const made = group.map(({ work }, at) => {
        running = at;
        return runAtOnce(trx, work);
      });
      running = group.length;
      return made;
    });
    for (const [at, member] of group.entries()) member.resolve(results[at]);
    return [];
  } catch (error) {
    if (findDatabaseFailure(error) === 'busy') throw error;
    // Before the first job and after the last one, the transaction itself failed.
    const failed = group[running];
    for (const member of failed === undefined ? group : [failed]) member.reject(error);
    return failed === undefined ? [] : group.filter((member) => member !== failed);
  }
}
