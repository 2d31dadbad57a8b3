import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import { inPackage } from '../processes/in-package.ts';
import { createPersonInserter } from './insert-person.ts';
import { people } from './people.ts';
import type { World } from './world.ts';

const PORTAL = inPackage('@portal/api', 'src/portal.js');
/** People between two looks at the signal. */
const STRIDE = 5000;

/** Makes a database of the current schema by the command line. */
export async function migrate(file: string, signal: AbortSignal): Promise<void> {
  const env = { HOME: homedir(), PORTAL_DB: file };
  await promisify(execFile)(process.execPath, [PORTAL, 'migrate'], { env, signal });
}

/** Puts everyone of a world into a database, in one transaction; a file that it did not end with is of no use. */
export async function fillWorld(file: string, world: World, signal: AbortSignal): Promise<void> {
  const sqlite = new Sqlite(file, { fileMustExist: true });
  try {
    sqlite.pragma('journal_mode = off');
    sqlite.pragma('synchronous = off');
    sqlite.exec('begin');
    const insert = createPersonInserter(sqlite, world);
    let count = 0;
    for (const person of people(world)) {
      insert(person);
      if (++count % STRIDE === 0) await setImmediate();
      signal.throwIfAborted();
    }
    sqlite.exec('commit');
    sqlite.pragma('journal_mode = wal');
  } finally {
    sqlite.close();
  }
}
