import { OperatorError } from '@portal/serving/operator-error';
import Sqlite from 'better-sqlite3';
import { isThere, sizeOf } from './durable-file.ts';

export type SqliteFile = Sqlite.Database;

/** A long timeout is fine while a file is opened, because no request is waiting yet. */
export const OPEN_TIMEOUT_MS = 10_000;

/**
 * Opens a file without changing it or its WAL, also when it is closed again. Throws an OperatorError if there is
 * nothing to read.
 */
export function openForReading(path: string): SqliteFile {
  requireContent(path);
  // When the last connection closes, it moves the WAL into the file if it may write. Otherwise it leaves an empty WAL.
  const readonly = sizeOf(`${path}-wal`) > 0 || sizeOf(`${path}-journal`) > 0;
  const sqlite = new Sqlite(path, { readonly, fileMustExist: true, timeout: OPEN_TIMEOUT_MS });
  sqlite.pragma('query_only = ON');
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('cell_size_check = ON');
  return sqlite;
}

/** Makes sure that the rest of a damaged database is not taken for a missing one. */
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
