import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import { findCommand, findPackage } from '../processes/find-command.ts';
import { createPersonInserter } from './insert-person.ts';
import { people } from './people.ts';
import type { World } from './world.ts';

/** People between two looks at the signal. */
const STRIDE = 5000;

interface MigrateOptions {
  /** The `portal` command to use, this checkout's by default. */
  readonly portal?: string | undefined;
  readonly signal: AbortSignal;
}

/** Makes an empty database with the command line of Portal. */
export async function migrate(file: string, { portal, signal }: MigrateOptions): Promise<void> {
  const command = portal ?? findCommand(findPackage('@portal/api'), 'portal');
  const env = { HOME: homedir(), PORTAL_DB: file };
  await promisify(execFile)(process.execPath, [command, 'migrate'], { env, signal });
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
