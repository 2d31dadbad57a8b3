import { statSync } from 'node:fs';
import { OperatorError } from '@portal/serving/operator-error';
import Sqlite from 'better-sqlite3';
import { retryWhileBusy } from '../retry-while-busy.ts';
import { createFile } from './create-file.ts';
import { isThere, sizeOf } from './durable-file.ts';
import { examineFile } from './examine-file.ts';
import { OPEN_TIMEOUT_MS, type SqliteFile } from './open-for-reading.ts';
import { resolveFile } from './resolve-file.ts';

/** What durability and safety rest on, as it is read back; `synchronous` 2 is FULL, `temp_store` 2 memory. */
const SETTINGS = {
  journal_mode: 'wal',
  // The build's default is NORMAL on reopening, which loses acknowledged writes in a power cut.
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  temp_store: 2,
  // In kibibytes: the pages of a thousand users who are active among a million.
  cache_size: -16_000,
  journal_size_limit: 64 * 1024 * 1024,
} as const;

export type { SqliteFile } from './open-for-reading.ts';

export interface OpenOptions {
  /** Whether a file that does not exist is made. */
  readonly create: boolean;
}

/**
 * Opens a Portal database file with every setting that durability and safety rest on.
 * Throws an OperatorError, and leaves file and WAL as they are, when the file is missing, damaged,
 * empty, of a newer version, or of another program.
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

/** SQLite would throw away a WAL whose database is gone, and with it what was stored last. */
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
    // SQLite itself does not wait where two processes turn a new file to WAL at once.
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
 * To be called when the file is ready to be served from: SQLite would wait for a lock with the whole event
 * loop, so from here on `retryWhileBusy` waits in its place.
 */
export function disableBusyTimeout(sqlite: SqliteFile): void {
  sqlite.pragma('busy_timeout = 0');
}

/** Applies every setting that durability and safety rest on. */
export function applySettings(sqlite: SqliteFile): void {
  for (const [name, value] of Object.entries(SETTINGS)) sqlite.pragma(`${name} = ${value}`);
}

/** A backup that is opened for writing is no backup any more, and its checksum would be wrong in any copy. */
function clearChecksum(sqlite: SqliteFile): void {
  if (sqlite.pragma('user_version', { simple: true }) !== 0) sqlite.pragma('user_version = 0');
}

/** Some file systems refuse a setting without an error; throws an OperatorError that names it. */
export function requireSettings(sqlite: SqliteFile): void {
  for (const [name, wanted] of Object.entries(SETTINGS)) {
    const found = sqlite.pragma(name, { simple: true });
    if (found === wanted) continue;
    throw new OperatorError(
      `the database refuses ${name} ${wanted} (it is ${found}); keep it on a local disk`,
    );
  }
}
