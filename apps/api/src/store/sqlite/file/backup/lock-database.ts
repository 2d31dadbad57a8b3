import { OperatorError } from '@portal/serving/operator-error';
import Sqlite from 'better-sqlite3';
import { findDatabaseFailure } from '../../database-failure.ts';
import { isThere } from '../durable-file.ts';
import { findDamage } from '../examine-file.ts';

/** Until it is disposed, no other process can read or write the file. */
export interface DatabaseLock extends Disposable {
  /** Moves the content of the WAL into the file. */
  storeWal(): void;
}

/**
 * Locks a file for this process. Throws an OperatorError if any connection has it open. If the file is too damaged to
 * lock, it counts as free only without a -shm file, which every connection has.
 */
export function lockDatabase(path: string): DatabaseLock {
  const sqlite = new Sqlite(path, { timeout: 0 });
  try {
    // Exclusive before the first access locks a WAL database completely, not only for writers.
    sqlite.pragma('locking_mode = EXCLUSIVE');
    sqlite.exec('begin exclusive; rollback');
  } catch (error) {
    sqlite.close();
    return lockDamaged(path, error);
  }
  return {
    storeWal: () => storeWal(sqlite),
    [Symbol.dispose]: () => void sqlite.close(),
  };
}

function storeWal(sqlite: Sqlite.Database): void {
  try {
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    // If damage prevents the move, the content stays in the WAL, and the WAL is kept too.
    if (findDamage(error) === undefined) throw error;
  }
}

function lockDamaged(path: string, error: unknown): DatabaseLock {
  if (findDatabaseFailure(error) === 'busy') {
    throw new OperatorError(`${path} is in use; stop the server and what else has it open first`);
  }
  if (findDamage(error) === undefined) throw error;
  if (isThere(`${path}-shm`)) {
    throw new OperatorError(
      `${path} is too damaged to tell whether it is in use; stop the server, move ${path}* elsewhere, and restore without --replace`,
    );
  }
  return { storeWal: () => undefined, [Symbol.dispose]: () => undefined };
}
