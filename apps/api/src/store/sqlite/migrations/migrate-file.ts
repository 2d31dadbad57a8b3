import { OperatorError } from '@portal/serving/operator-error';
import Sqlite from 'better-sqlite3';
import { findDatabaseFailure } from '../database-failure.ts';
import { reading, readMigrations } from '../file/examine-file.ts';
import { applySettings } from '../file/open-sqlite.ts';
import { retryWhileBusy } from '../retry-while-busy.ts';
import type { OnStatement } from '../statement.ts';
import { migrateDatabase } from './migrate-database.ts';
import { findMissingMigrations, migrations } from './migrations.ts';

/** Enough time for another process that migrates, or for a server that shuts down. */
const TIMEOUT_MS = 5000;

/**
 * Migrates a file to this version's schema while no other process has it open, because a process of another version does
 * not know the new tables. If the file stays in use, it throws an OperatorError and changes nothing.
 */
export async function migrateFile(path: string, onStatement?: OnStatement): Promise<void> {
  try {
    await retryWhileBusy(() => migrateAlone(path, onStatement), TIMEOUT_MS);
  } catch (error) {
    if (findDatabaseFailure(error) !== 'busy') throw error;
    throw new OperatorError(
      `${path} is of an older version and in use; stop the server and what else has it open, then migrate it`,
      { cause: error },
    );
  }
}

async function migrateAlone(path: string, onStatement?: OnStatement): Promise<void> {
  // Another process may have migrated the file in the meantime, and may already use it.
  if (findMissingMigrations(reading(path, readMigrations)).length === 0) return;
  const sqlite = new Sqlite(path, { fileMustExist: true, timeout: 0 });
  try {
    // Exclusive before the first access, so that SQLite also locks out readers.
    sqlite.pragma('locking_mode = EXCLUSIVE');
    applySettings(sqlite);
    sqlite.exec('begin exclusive; rollback');
    await migrateDatabase(sqlite, migrations, onStatement);
  } finally {
    sqlite.close();
  }
}
