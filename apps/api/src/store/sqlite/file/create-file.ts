import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { placeNewFile, withFolderBeside } from './durable-file.ts';
import { PRIVATE_FILE, PRIVATE_FOLDER } from './file-access.ts';

/** `PRTL` in ASCII. It distinguishes our files from other SQLite files. */
export const APPLICATION_ID = 0x5052544c;

/**
 * Creates a database without tables, and its folders. New files are created atomically, so an empty file is always a
 * damaged database. If another process was first, its file stays.
 */
export async function createFile(path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
  await withFolderBeside(path, (folder) => {
    const made = join(folder, 'new.db');
    const sqlite = new Sqlite(made);
    sqlite.pragma(`application_id = ${APPLICATION_ID}`);
    sqlite.pragma('journal_mode = WAL');
    sqlite.close();
    chmodSync(made, PRIVATE_FILE);
    placeUnlessThere(made, path);
  });
}

function placeUnlessThere(made: string, path: string): void {
  try {
    placeNewFile(made, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
