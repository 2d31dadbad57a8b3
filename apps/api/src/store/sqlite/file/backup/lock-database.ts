import { OperatorError } from '@portal/serving/operator-error';
import Sqlite from 'better-sqlite3';
import { findDatabaseFailure } from '../../database-failure.ts';
import { isThere } from '../durable-file.ts';
import { findDamage } from '../examine-file.ts';

/** Nobody else can read or write the file until it is disposed of. */
export interface DatabaseLock extends Disposable {
  /** Brings what the WAL holds into the file. */
  storeWal(): void;
}

/**
 * Takes a file for this process alone; throws an OperatorError when any connection has it open.
 * A file too damaged to be locked is taken only where the mark of a connection, the -shm file, is missing.
 */
export function lockDatabase(path: string): DatabaseLock {
  const sqlite = new Sqlite(path, { timeout: 0 });
  try {
    // Exclusive before the first access: so a WAL database is locked as a whole, and not only its writing.
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
    // What damage keeps out of the file stays in the WAL, which is kept beside it.
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
