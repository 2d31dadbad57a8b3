import { OperatorError } from '@portal/serving/operator-error';
import Sqlite from 'better-sqlite3';
import { isThere, sizeOf } from './durable-file.ts';

export type SqliteFile = Sqlite.Database;

/** Long while files are opened, when nobody is being served yet. */
export const OPEN_TIMEOUT_MS = 10_000;

/**
 * Opens a file so that neither it nor its WAL changes, also by closing it again.
 * Throws an OperatorError when there is nothing to read.
 */
export function openForReading(path: string): SqliteFile {
  requireContent(path);
  // The last connection stores a WAL in the file when it may write, and leaves an empty WAL when it may not.
  const readonly = sizeOf(`${path}-wal`) > 0 || sizeOf(`${path}-journal`) > 0;
  const sqlite = new Sqlite(path, { readonly, fileMustExist: true, timeout: OPEN_TIMEOUT_MS });
  sqlite.pragma('query_only = ON');
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('cell_size_check = ON');
  return sqlite;
}

/** Never mistakes what is left of a database for one that nobody has made yet. */
function requireContent(path: string): void {
  if (!isThere(path)) {
    throw new OperatorError(
      `there is no database at ${path}; make one with: portal migrate --db ${path}`,
    );
  }
  if (sizeOf(path) > 0) return;
  throw new OperatorError(
    `${path} is empty, which no database is; ${restoreHint(path)}, or remove it to start anew`,
  );
}

export function restoreHint(path: string): string {
  return `restore a backup with: portal restore FILE --replace --db ${path}`;
}
