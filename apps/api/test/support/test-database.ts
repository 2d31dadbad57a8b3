import { usernameKey } from '@portal/domain';
import type { Insertable } from 'kysely';
import { build } from '../../src/store/sqlite/build.ts';
import type { Connection } from '../../src/store/sqlite/connection.ts';
import type { Database } from '../../src/store/sqlite/database.ts';
import { openDatabase } from '../../src/store/sqlite/file/open-database.ts';
import type { OnStatement } from '../../src/store/sqlite/statement.ts';
import type { UsersTable } from '../../src/store/tables.ts';
import { createFolder } from './create-folder.ts';

const CREATED = '2026-01-01T00:00:00Z';

/** A migrated database in a file of its own, gone at the end of the test. */
export interface TestDatabase extends AsyncDisposable {
  readonly db: Database;
  readonly file: string;
}

export async function openTestDatabase(onStatement?: OnStatement): Promise<TestDatabase> {
  const folder = await createFolder();
  const file = folder.file('portal.db');
  const db = await openDatabase(file, { create: true, onStatement });
  return {
    db,
    file,
    async [Symbol.asyncDispose]() {
      await db.close();
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

export function insertUser(
  db: Connection,
  username: string,
  changes: Partial<Insertable<UsersTable>> = {},
): number {
  const { id } = db.one(
    build.insertInto('users').values(userRow(username, changes)).returning('id'),
  );
  return id;
}
