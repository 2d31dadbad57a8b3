import { constants, copyFile } from 'node:fs/promises';
import { toTimestamp } from '@portal/domain';
import Sqlite from 'better-sqlite3';
import { FAR_AHEAD } from './person.ts';

/** Makes the copy of a world that one server has for itself, and lets its live sessions begin now: an Admin's lasts a day. */
export async function copyWorld(file: string, copy: string): Promise<void> {
  await copyFile(file, copy, constants.COPYFILE_FICLONE);
  const sqlite = new Sqlite(copy, { fileMustExist: true });
  try {
    const renew = sqlite.prepare('update sessions set created_at = ? where expires_at = ?');
    renew.run(toTimestamp(Date.now()), FAR_AHEAD);
  } finally {
    sqlite.close();
  }
}
