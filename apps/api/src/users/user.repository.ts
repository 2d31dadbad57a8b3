import {
  type AvatarSource,
  type Timestamp,
  type User,
  type UserChanges,
  usernameKey,
} from '@portal/domain';
import { findSanctions } from '../moderation/sanctions.repository.ts';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { prepareQuery } from '../store/sqlite/prepared-query.ts';
import { toLinks, toUser, type UserRow, userRows } from './user-rows.ts';

const rowsById = prepareQuery((id: number) => userRows.where('id', '=', id));
const rowsByKey = prepareQuery((key: string) => userRows.where('username_key', '=', key));
const idByKey = prepareQuery((key: string) =>
  build.selectFrom('users').select('id').where('username_key', '=', key),
);

export function findUserById(db: Connection, id: number): User | undefined {
  return loadUser(db, rowsById.all(db, id));
}

/** The lookup ignores ASCII case. The name must be one that `parseUsername` accepts. */
export function findUserByUsername(db: Connection, username: string): User | undefined {
  return loadUser(db, rowsByKey.all(db, usernameKey(username)));
}

export function findUserIdByUsername(db: Connection, username: string): number | undefined {
  return idByKey.first(db, usernameKey(username))?.id;
}

/** Reads the sanctions only if the rows say that there are some. */
function loadUser(db: Connection, rows: readonly UserRow[]): User | undefined {
  const [row] = rows;
  if (row === undefined) return undefined;
  const sanctions = row.has_sanctions ? findSanctions(db, row.id) : [];
  return toUser(row, { linked_platforms: toLinks(rows), sanctions });
}

const storeUsername = prepareQuery(
  (...[username, key, now, id]: [string, string, Timestamp, number]) =>
    build
      .updateTable('users')
      .set({ username, username_key: key, updated_at: now })
      .where('id', '=', id),
);

const storeAvatarSource = prepareQuery((source: AvatarSource | null, now: Timestamp, id: number) =>
  build.updateTable('users').set({ avatar_source: source, updated_at: now }).where('id', '=', id),
);

/** Stores the changes of a decision. There must be at least one change. */
export function updateUser(
  db: Connection,
  { id, updated_at }: Pick<User, 'id' | 'updated_at'>,
  { username, avatar_source }: UserChanges,
): void {
  if (username !== undefined) {
    storeUsername.run(db, username, usernameKey(username), updated_at, id);
  }
  if (avatar_source !== undefined) storeAvatarSource.run(db, avatar_source, updated_at, id);
}
