import {
  type AvatarSource,
  type LinkedPlatform,
  type Timestamp,
  type User,
  type UserChanges,
  usernameKey,
} from '@portal/domain';
import { sql } from 'kysely';
import { build } from '../database/build.ts';
import type { Connection } from '../database/connection.ts';
import { prepareQuery } from '../database/prepared-query.ts';
import { findSanctions, hasSanctions } from './sanctions.repository.ts';

const linkRows = build
  .selectFrom('linked_platforms')
  .select([
    'platform',
    'platform_user_id',
    'platform_username',
    'platform_avatar_url',
    'linked_at',
    'last_authenticated_at',
  ]);

const hasLinks = sql<0 | 1>`exists ${linkRows.where('user_id', '=', sql.ref<number>('users.id'))}`;

const userRows = build
  .selectFrom('users')
  .select([
    'id',
    'username',
    'subscription_tier',
    'subscription_expires_at',
    'subscription_granted_by',
    'permission_level',
    'permission_since',
    'last_activity_at',
    'avatar_source',
    'created_at',
    'updated_at',
    hasLinks.as('has_links'),
    hasSanctions('users.id').as('has_sanctions'),
  ]);

const rowById = prepareQuery((id: number) => userRows.where('id', '=', id));
const rowByKey = prepareQuery((key: string) => userRows.where('username_key', '=', key));
const idByKey = prepareQuery((key: string) =>
  build.selectFrom('users').select('id').where('username_key', '=', key),
);
const linksOf = prepareQuery((userId: number) => linkRows.where('user_id', '=', userId));

export function findUserById(db: Connection, id: number): User | undefined {
  return loadUser(db, rowById.first(db, id));
}

/** The lookup ignores ASCII case. The name must be one that `parseUsername` accepts. */
export function findUserByUsername(db: Connection, username: string): User | undefined {
  return loadUser(db, rowByKey.first(db, usernameKey(username)));
}

export function findUserIdByUsername(db: Connection, username: string): number | undefined {
  return idByKey.first(db, usernameKey(username))?.id;
}

/** A user's links and sanctions are asked for only where the row tells that there are some. */
function loadUser(db: Connection, row: ReturnType<typeof rowById.first>): User | undefined {
  if (row === undefined) return undefined;
  const { has_links, has_sanctions, ...user } = row;
  const linked_platforms: readonly LinkedPlatform[] = has_links ? linksOf.all(db, row.id) : [];
  const sanctions = has_sanctions ? findSanctions(db, row.id) : [];
  return { ...user, linked_platforms, sanctions };
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

/** Stores what a decision changes; the caller has made sure that there is something to store. */
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
