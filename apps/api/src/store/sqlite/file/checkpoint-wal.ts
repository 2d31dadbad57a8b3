import { findDatabaseFailure } from '../database-failure.ts';
import type { SqliteFile } from './open-sqlite.ts';

/**
 * Moves what a killed process left in the WAL into the database, and empties the WAL. Where its fsync had
 * failed, the kernel reads it back and may never have stored it, and new changes would be lost behind it.
 */
export function checkpointWal(sqlite: SqliteFile): void {
  try {
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    // A full disk can still be read from; a busy file is in use, so that its WAL was not read back.
    if (findDatabaseFailure(error) === undefined) throw error;
  }
}
