import { usernameKey } from '@portal/domain';
import type { Insertable, Kysely, Logger } from 'kysely';
import { openDatabase } from '../src/database/open-database.ts';
import type { Database, UsersTable } from '../src/database/tables.ts';
import { createFolder } from './create-folder.ts';

const CREATED = '2026-01-01T00:00:00Z';

/** A migrated database in a file of its own, gone at the end of the test. */
export interface TestDatabase extends AsyncDisposable {
  readonly db: Kysely<Database>;
  readonly file: string;
}

export async function openTestDatabase(log?: Logger): Promise<TestDatabase> {
  const folder = await createFolder();
  const file = folder.file('portal.db');
  const db = await openDatabase(file, { create: true, ...(log && { log }) });
  return {
    db,
    file,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** A row as it is stored for a user whom nothing has happened to. */
export function userRow(
  username: string,
  changes: Partial<Insertable<UsersTable>> = {},
): Insertable<UsersTable> {
  return {
    username,
    username_key: usernameKey(username),
    subscription_tier: 0,
    permission_level: 0,
    created_at: CREATED,
    updated_at: CREATED,
    ...changes,
  };
}

export async function insertUser(
  db: Kysely<Database>,
  username: string,
  changes: Partial<Insertable<UsersTable>> = {},
): Promise<number> {
  const { id } = await db
    .insertInto('users')
    .values(userRow(username, changes))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
