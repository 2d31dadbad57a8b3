import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { OperatorError } from '../operator-error.ts';
import { retryWhileBusy } from './retry-while-busy.ts';

/** `PRTL` in ASCII; tells our files from other SQLite files. */
const APPLICATION_ID = 0x5052544c;
/** Long while files are opened and migrated, when nobody is being served yet. */
const OPENING_PATIENCE_MS = 10_000;
const WAL_SIZE_LIMIT = 64 * 1024 * 1024;

export type SqliteFile = Sqlite.Database;

export interface OpenOptions {
  /** Whether a file that does not exist is made. */
  readonly create: boolean;
}

/**
 * Opens a Portal database file with every setting that durability and safety rest on.
 * Throws an OperatorError when the file is missing, is no database, or belongs to another program.
 */
export async function openSqlite(file: string, { create }: OpenOptions): Promise<SqliteFile> {
  const path = resolve(file);
  if (!create && isMissing(path)) {
    throw new OperatorError(
      `there is no database at ${path}; make one with: portal migrate --db ${path}`,
    );
  }
  let sqlite: SqliteFile | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const opened = new Sqlite(path, { timeout: OPENING_PATIENCE_MS });
    sqlite = opened;
    // SQLite itself does not wait where two processes turn a new file to WAL at once.
    await retryWhileBusy(async () => prepareFile(opened, path), OPENING_PATIENCE_MS);
    return opened;
  } catch (error) {
    sqlite?.close();
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(`cannot open the database ${path}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** An empty file is a database that nobody has made yet. */
function isMissing(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0;
}

/**
 * To be called when the file is ready to be served from: SQLite would wait for a lock with the whole event
 * loop, so from here on `retryWhileBusy` waits in its place.
 */
export function stopWaiting(sqlite: SqliteFile): void {
  sqlite.pragma('busy_timeout = 0');
}

function prepareFile(sqlite: SqliteFile, path: string): void {
  claimFile(sqlite, path);
  applySettings(sqlite);
}

function claimFile(sqlite: SqliteFile, path: string): void {
  const { id, tables } = sqlite.transaction(readIdentity)(sqlite);
  if (id === APPLICATION_ID) return;
  if (id !== 0 || tables > 0) {
    throw new OperatorError(`${path} is not a Portal database; choose another file with --db`);
  }
  sqlite.pragma(`application_id = ${APPLICATION_ID}`);
}

/** To be called in a transaction: between the two another process may make the database. */
function readIdentity(sqlite: SqliteFile): { readonly id: number; readonly tables: number } {
  const id = sqlite.pragma('application_id', { simple: true }) as number;
  const tables = sqlite.prepare('select count(*) from sqlite_schema').pluck().get() as number;
  return { id, tables };
}

function applySettings(sqlite: SqliteFile): void {
  sqlite.pragma('journal_mode = WAL');
  // The build's default is NORMAL on reopening, which loses acknowledged writes in a power cut.
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('cell_size_check = ON');
  sqlite.pragma('temp_store = MEMORY');
  sqlite.pragma(`journal_size_limit = ${WAL_SIZE_LIMIT}`);
  requireSetting(sqlite, 'journal_mode', 'wal');
  requireSetting(sqlite, 'synchronous', 2);
  requireSetting(sqlite, 'foreign_keys', 1);
}

/** Some file systems refuse a setting without an error. */
function requireSetting(sqlite: SqliteFile, name: string, wanted: unknown): void {
  const found = sqlite.pragma(name, { simple: true });
  if (found === wanted) return;
  throw new OperatorError(
    `the file system refuses ${name} ${wanted} (it is ${found}); keep the database on a local disk`,
  );
}
