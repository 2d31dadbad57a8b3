import { isDeepStrictEqual } from 'node:util';
import { createDatabase, type Database } from '../database.ts';
import { migrations } from '../migrations/migrations.ts';
import type { OnStatement } from '../statement.ts';
import { checkpointWal } from './checkpoint-wal.ts';
import { readMigrations } from './examine-file.ts';
import {
  disableBusyTimeout,
  type OpenOptions,
  openSqlite,
  type SqliteFile,
} from './open-sqlite.ts';

export interface OpenDatabaseOptions extends OpenOptions {
  /** Hears of each statement after it ran, those of migrations too. */
  readonly onStatement?: OnStatement | undefined;
}

/**
 * Opens a database file and brings it to this version's schema.
 * Throws an OperatorError when it cannot, and then leaves the file as it was.
 */
export async function openDatabase(
  file: string,
  { create, onStatement }: OpenDatabaseOptions,
): Promise<Database> {
  const sqlite = await openSqlite(file, { create });
  try {
    await bringUpToDate(sqlite, onStatement);
    disableBusyTimeout(sqlite);
    checkpointWal(sqlite);
    return createDatabase(sqlite, onStatement);
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** A file that has seen every migration is left alone; what migrates is loaded for the others. */
async function bringUpToDate(sqlite: SqliteFile, onStatement?: OnStatement): Promise<void> {
  if (isDeepStrictEqual(readMigrations(sqlite), Object.keys(migrations))) return;
  const { migrateDatabase } = await import('../migrations/migrate-database.ts');
  await migrateDatabase(sqlite, migrations, onStatement);
}
