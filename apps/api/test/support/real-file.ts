import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { setPermission } from '../../src/permissions/permissions.administration.ts';
import { issueSession } from '../../src/sessions/sessions.administration.ts';
import type { Connection } from '../../src/store/sqlite/connection.ts';
import { openDatabase } from '../../src/store/sqlite/file/open-database.ts';
import { migrations } from '../../src/store/sqlite/migrations/migrations.ts';
import { grantSubscription } from '../../src/subscriptions/subscriptions.administration.ts';
import { addUser } from '../../src/users/users.administration.ts';
import { createFolder } from './create-folder.ts';

const NOW = '2026-03-19T12:00:00Z';
const USERS = 150;
/** Who is promoted at the very end, in the WAL of a file that has one, and whose session has ended so. */
export const LAST_USER = `User-${USERS - 1}`;

/** The schema that a file has when it is opened by this version. */
export const LATEST_SCHEMA = Object.keys(migrations).at(-1);

export interface RealFileOptions {
  /** Leaves the last changes in a WAL, as a server that was killed does. */
  readonly withWal?: boolean;
}

interface RealFile {
  readonly stopped: Buffer;
  readonly killed: Buffer;
  readonly wal: Buffer;
  readonly tokens: readonly string[];
}

let made: Promise<RealFile> | undefined;

/**
 * Puts a database that has seen some life at a path, with what Portal itself stores and nothing else, and
 * answers a token of each user.
 */
export async function makeRealFile(
  path: string,
  { withWal = false }: RealFileOptions = {},
): Promise<readonly string[]> {
  made ??= makeOnce();
  const { stopped, killed, wal, tokens } = await made;
  await writeFile(path, withWal ? killed : stopped);
  if (withWal) await writeFile(`${path}-wal`, wal);
  return tokens;
}

async function makeOnce(): Promise<RealFile> {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  const first = await openDatabase(file, { create: true });
  const tokens = await first.write(addUsers);
  await first.close();
  const second = await openDatabase(file, { create: false });
  // The last user's rows grow without a new page: with one, the WAL would hold the first page too, and mend it.
  setPermission(second, { user: LAST_USER, level: 2 }, NOW);
  const [killed, wal] = [await readFile(file), await readFile(`${file}-wal`)];
  await second.close();
  return { stopped: await readFile(file), killed, wal, tokens };
}

function addUsers(trx: Connection): readonly string[] {
  const tokens: string[] = [];
  for (let index = 0; index < USERS; index += 1) {
    const username = `User-${index}`;
    addUser(trx, { username, permission_level: 0, subscription_tier: 0 }, NOW);
    setPermission(trx, { user: username, level: 1, reason: 'Helping out' }, NOW);
    grantSubscription(trx, { user: username, tier: 2, days: 30, reason: 'Raffle' }, NOW);
    const request = { user: username, origin: 'command_line' } as const;
    tokens.push(issueSession(trx, request, systemClock()).token);
  }
  return tokens;
}

/** The bytes of every file in a folder by name; the -shm file is no data but an index of the WAL. */
export async function readFolder(path: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(path)).filter((name) => !name.endsWith('-shm')).sort();
  const contents = names.map(async (name) => [
    name,
    (await readFile(join(path, name))).toString('base64'),
  ]);
  return Object.fromEntries(await Promise.all(contents));
}
