import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { restoreHint } from './open-for-reading.ts';

const INTERVAL_MS = 500;

/**
 * Calls `onReplaced` once if the database or its WAL is moved, removed or replaced while it is open, because SQLite
 * would continue to write to the lost files. Returns a function that stops the watch.
 */
export function watchFile(path: string, onReplaced: (error: Error) => void): () => void {
  const files = [path, `${path}-wal`];
  const opened = files.map(identify);
  const timer = setInterval(() => {
    const replaced = files.find((file, at) => identify(file) !== opened[at]);
    if (replaced === undefined) return;
    clearInterval(timer);
    onReplaced(replacedError(replaced, path));
  }, INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function identify(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

/** Has SQLite's code for this case, so that it counts as a storage failure. */
function replacedError(file: string, path: string): Error {
  return new Sqlite.SqliteError(
    `${file} was moved or replaced while it was open; stop Portal, move ${path}* elsewhere, and ${restoreHint(path)}`,
    'SQLITE_READONLY_DBMOVED',
  );
}
