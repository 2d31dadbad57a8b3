import Sqlite from 'better-sqlite3';

/** Opens a seeded file with the settings that Portal keeps its promises by. */
export function openFile(path: string): Sqlite.Database {
  const sqlite = new Sqlite(path, { fileMustExist: true });
  for (const setting of [
    'journal_mode = wal',
    'synchronous = full',
    'foreign_keys = on',
    'trusted_schema = off',
    'cell_size_check = on',
    'temp_store = memory',
    `journal_size_limit = ${64 * 1024 * 1024}`,
    'busy_timeout = 100',
  ]) {
    sqlite.pragma(setting);
  }
  return sqlite;
}
