import { findDatabaseFailure } from '../database-failure.ts';
import type { SqliteFile } from './open-sqlite.ts';

/**
 * Moves the WAL of a killed process into the database and empties it. If the fsync of that process failed, the kernel
 * can read pages that are not on disk, and later changes in the same WAL would be lost.
 */
export function checkpointWal(sqlite: SqliteFile): void {
  try {
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    // A full disk still allows reads. A busy file is in use, so its WAL was not read back.
    if (findDatabaseFailure(error) === undefined) throw error;
  }
}
