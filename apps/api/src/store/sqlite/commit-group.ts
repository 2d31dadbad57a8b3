import type { Connection } from './connection.ts';
import { findDatabaseFailure } from './database-failure.ts';
import { inTransaction, runAtOnce, type Work } from './transaction.ts';

/** Work that waits for its commit, and who hears how it ended. */
export interface GroupMember {
  readonly work: Work<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/**
 * Runs a group in one transaction, each member seeing what those before it did, and tells all of them once that
 * is committed. A member that throws takes the others' work back with its own: it alone is refused, and the
 * others are answered, to run again. Throws the busy error, and then has told nobody.
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
    // Before the first member and after the last one it is the transaction itself that failed.
    const failed = group[running];
    for (const member of failed === undefined ? group : [failed]) member.reject(error);
    return failed === undefined ? [] : group.filter((member) => member !== failed);
  }
}
