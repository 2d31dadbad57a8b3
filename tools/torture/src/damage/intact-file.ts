import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCaller, toUpdate } from '../portal/call.ts';
import { createPopulation, openFile, type SignedInUser } from '../portal/population.ts';
import { startPortal } from '../portal/portal-process.ts';

const USERS = 40;

/** A database as a killed server leaves it. */
export interface IntactFile {
  readonly bytes: Buffer;
  /** With changes that the database itself does not have yet. */
  readonly wal: Buffer;
  /** With all changes, and no WAL. */
  readonly whole: Buffer;
  readonly users: readonly SignedInUser[];
}

export async function makeIntactFile(folder: string): Promise<IntactFile> {
  const file = join(folder, 'intact.db');
  const names = Array.from({ length: USERS }, (_, at) => ({ username: `user${at}` }));
  const users = await createPopulation(file, [
    ...names,
    { username: 'owner', permission_level: 3 },
  ]);
  await using portal = await startPortal({ file });
  using caller = createCaller(portal.url);
  for (const { username, cookie } of users) {
    await caller.call(toUpdate(cookie, { username: `${username}.renamed` }));
  }
  await portal.stop('SIGKILL');
  const killed = { bytes: readFileSync(file), wal: readFileSync(`${file}-wal`) };
  finish(file);
  return { ...killed, whole: readFileSync(file), users };
}

/** The last to close a database stores what is in its WAL. */
function finish(file: string): void {
  using database = openFile(file);
  database.sqlite.prepare('select count(*) from users').get();
}

/** What lies at a path, by its ending. */
export type Files = Readonly<Record<string, Buffer | undefined>>;

const ENDS = ['', '-wal', '-shm'];

export function writeFiles(file: string, files: Files): void {
  for (const end of ENDS) {
    const bytes = files[end];
    if (bytes === undefined) rmSync(`${file}${end}`, { force: true });
    else writeFileSync(`${file}${end}`, bytes);
  }
}

/** Whether database and WAL are as they were; the shared memory beside them holds nothing of its own. */
export function areUntouched(file: string, files: Files): boolean {
  return ['', '-wal'].every((end) => {
    const bytes = files[end];
    if (bytes === undefined) return !existsSync(`${file}${end}`);
    return existsSync(`${file}${end}`) && readFileSync(`${file}${end}`).equals(bytes);
  });
}
