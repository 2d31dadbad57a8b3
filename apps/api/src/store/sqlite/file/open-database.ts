import { OperatorError } from '@portal/serving/operator-error';
import { createDatabase, type Database } from '../database.ts';
import { findMissingMigrations } from '../migrations/migrations.ts';
import type { OnStatement } from '../statement.ts';
import { checkpointWal } from './checkpoint-wal.ts';
import { readMigrations } from './examine-file.ts';
import { disableBusyTimeout, openSqlite, type SqliteFile } from './open-sqlite.ts';
import { resolveFile } from './resolve-file.ts';
import { watchFile } from './watch-file.ts';

export interface OpenDatabaseOptions {
  /** True if a missing file is created and an older one is migrated. Most commands only use an existing file. */
  readonly create: boolean;
  /** Called after each statement, also those of migrations. */
  readonly onStatement?: OnStatement | undefined;
  /** If given, the file is watched. Called when the file was moved or replaced; after that every statement fails. */
  readonly onReplaced?: ((error: Error) => void) | undefined;
}

/**
 * Opens a database file with the schema of this version. On failure it throws an OperatorError and leaves the file
 * unchanged.
 */
export async function openDatabase(file: string, options: OpenDatabaseOptions): Promise<Database> {
  const path = resolveFile(file);
  const { onStatement, onReplaced } = options;
  const sqlite = await openMigrated(path, options);
  try {
    disableBusyTimeout(sqlite);
    checkpointWal(sqlite);
    const db = createDatabase(sqlite, onStatement);
    return onReplaced === undefined ? db : watchDatabase(db, path, onReplaced);
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

async function openMigrated(
  path: string,
  { create, onStatement }: OpenDatabaseOptions,
): Promise<SqliteFile> {
  const sqlite = await openSqlite(path, { create });
  const missing = findMissingMigrations(readMigrations(sqlite));
  if (missing.length === 0) return sqlite;
  sqlite.close();
  if (!create) {
    throw new OperatorError(
      `${path} is of an older version (it lacks ${missing.join(', ')}); stop the server and run: portal migrate --db ${path}`,
    );
  }
  // Loaded only if it is needed, because most starts migrate nothing.
  const { migrateFile } = await import('../migrations/migrate-file.ts');
  await migrateFile(path, onStatement);
  return openSqlite(path, { create: false });
}

function watchDatabase(db: Database, path: string, onReplaced: (error: Error) => void): Database {
  const stop = watchFile(path, (error) => {
    db.fail(error);
    onReplaced(error);
  });
  return {
    ...db,
    close() {
      stop();
      return db.close();
    },
  };
}
