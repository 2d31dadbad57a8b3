import { OperatorError } from '@portal/serving/operator-error';
import Sqlite from 'better-sqlite3';
import { findDatabaseFailure } from '../database-failure.ts';
import { reading, readMigrations } from '../file/examine-file.ts';
import { applySettings } from '../file/open-sqlite.ts';
import { retryWhileBusy } from '../retry-while-busy.ts';
import type { OnStatement } from '../statement.ts';
import { migrateDatabase } from './migrate-database.ts';
import { findMissingMigrations, migrations } from './migrations.ts';

/** Long enough for another process that migrates, or for a server that shuts down. */
const TIMEOUT_MS = 5000;

/**
 * Brings a file to this version's schema while no other process has it open: one of another version would
 * meet tables it does not know. Throws an OperatorError, and changes nothing, if the file stays in use.
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
  // Another process may have done it meanwhile, and serve the file already.
  if (findMissingMigrations(reading(path, readMigrations)).length === 0) return;
  const sqlite = new Sqlite(path, { fileMustExist: true, timeout: 0 });
  try {
    // Exclusive before the first access: so SQLite locks out readers too.
    sqlite.pragma('locking_mode = EXCLUSIVE');
    applySettings(sqlite);
    sqlite.exec('begin exclusive; rollback');
    await migrateDatabase(sqlite, migrations, onStatement);
  } finally {
    sqlite.close();
  }
}
