import { statSync } from 'node:fs';
import { OperatorError } from '@portal/serving/operator-error';
import Sqlite from 'better-sqlite3';
import { retryWhileBusy } from '../retry-while-busy.ts';
import { createFile } from './create-file.ts';
import { isThere, sizeOf } from './durable-file.ts';
import { examineFile } from './examine-file.ts';
import { OPEN_TIMEOUT_MS, type SqliteFile } from './open-for-reading.ts';
import { resolveFile } from './resolve-file.ts';

/** The settings for durability and safety, as SQLite returns them. `synchronous` 2 is FULL, `temp_store` 2 is memory. */
const SETTINGS = {
  journal_mode: 'wal',
  // When a file is opened again, the build's default is NORMAL, which loses acknowledged writes in a power cut.
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  temp_store: 2,
  // In KiB: enough for the pages of a thousand active users among a million.
  cache_size: -16_000,
  journal_size_limit: 64 * 1024 * 1024,
} as const;

export type { SqliteFile } from './open-for-reading.ts';

export interface OpenOptions {
  /** True if a missing file is created. */
  readonly create: boolean;
}

/**
 * Opens a Portal database file with all settings for durability and safety. If the file is missing, damaged, empty, of
 * a newer version or of another program, it throws an OperatorError and leaves file and WAL unchanged.
 */
export async function openSqlite(file: string, { create }: OpenOptions): Promise<SqliteFile> {
  const path = resolveFile(file);
  try {
    if (!isThere(path)) {
      requireNoWal(path);
      if (create) await createFile(path);
    }
    examineFile(path);
    return await openExamined(path);
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(`cannot open the database ${path}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** If the database is missing, SQLite would delete its WAL, which has the latest changes. */
function requireNoWal(path: string): void {
  if (sizeOf(`${path}-wal`) === 0) return;
  throw new OperatorError(
    `${path} is gone and its ${path}-wal is not; put the file back, or move the WAL elsewhere`,
  );
}

async function openExamined(path: string): Promise<SqliteFile> {
  const { ino } = statSync(path);
  const sqlite = new Sqlite(path, { fileMustExist: true, timeout: OPEN_TIMEOUT_MS });
  try {
    // If two processes switch a new file to WAL at the same time, SQLite itself does not wait.
    await retryWhileBusy(() => applySettings(sqlite), OPEN_TIMEOUT_MS);
    requireSettings(sqlite);
    clearChecksum(sqlite);
    if (statSync(path).ino === ino) return sqlite;
    throw new OperatorError(`${path} was replaced while it was opened; try again`);
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/**
 * Call it before the server answers requests: SQLite's own wait blocks the event loop, so `retryWhileBusy` waits
 * instead.
 */
export function disableBusyTimeout(sqlite: SqliteFile): void {
  sqlite.pragma('busy_timeout = 0');
}

/** Applies all settings for durability and safety. */
export function applySettings(sqlite: SqliteFile): void {
  for (const [name, value] of Object.entries(SETTINGS)) sqlite.pragma(`${name} = ${value}`);
}

/** If a backup is opened for writing, it is no longer a backup, and its checksum would be wrong in every copy. */
function clearChecksum(sqlite: SqliteFile): void {
  if (sqlite.pragma('user_version', { simple: true }) !== 0) sqlite.pragma('user_version = 0');
}

/** Some file systems ignore a setting without an error. Throws an OperatorError that names the setting. */
export function requireSettings(sqlite: SqliteFile): void {
  for (const [name, wanted] of Object.entries(SETTINGS)) {
    const found = sqlite.pragma(name, { simple: true });
    if (found === wanted) continue;
    throw new OperatorError(
      `the database refuses ${name} ${wanted} (it is ${found}); keep it on a local disk`,
    );
  }
}
