import {
  type LinkedPlatform,
  type ModerationAction,
  RESTRICTING_ACTION_TYPES,
  type User,
  type UserChanges,
  usernameKey,
} from '@portal/domain';
import type { Selectable } from 'kysely';
import { build } from '../database/build.ts';
import type { Connection } from '../database/connection.ts';
import { prepareQuery } from '../database/prepared-query.ts';
import type { UsersTable } from '../database/tables.ts';
import { toModerationAction } from '../histories/moderation.repository.ts';

const rowById = prepareQuery((db, id: number) =>
  db.selectFrom('users').selectAll().where('id', '=', id),
);

const rowByKey = prepareQuery((db, key: string) =>
  db.selectFrom('users').selectAll().where('username_key', '=', key),
);

const linksOf = prepareQuery((db, userId: number) =>
  db
    .selectFrom('linked_platforms')
    .select([
      'platform',
      'platform_user_id',
      'platform_username',
      'platform_avatar_url',
      'linked_at',
      'last_authenticated_at',
    ])
    .where('user_id', '=', userId),
);

const unliftedSanctionsOf = prepareQuery((db, userId: number) =>
  db
    .selectFrom('moderation_actions')
    .selectAll()
    .where('user_id', '=', userId)
    .where('lifted_at', 'is', null)
    .where('action_type', 'in', RESTRICTING_ACTION_TYPES)
    .orderBy('id'),
);

export function findUserById(db: Connection, id: number): User | undefined {
  return loadUser(db, rowById.first(db, id));
}

/** The lookup ignores ASCII case. The name must be one that `parseUsername` accepts. */
export function findUserByUsername(db: Connection, username: string): User | undefined {
  return loadUser(db, rowByKey.first(db, usernameKey(username)));
}

export function findUserIdByUsername(db: Connection, username: string): number | undefined {
  return rowByKey.first(db, usernameKey(username))?.id;
}

/** Platform timeouts and bans that nobody has lifted; whether they still run is for the domain to say. */
export function findSanctions(db: Connection, userId: number): readonly ModerationAction[] {
  return unliftedSanctionsOf.all(db, userId).map(toModerationAction);
}

/** Stores what a decision changes; the caller has made sure that there is something to store. */
export function updateUser(
  db: Connection,
  user: Pick<User, 'id' | 'updated_at'>,
  changes: UserChanges,
): void {
  const { username } = changes;
  db.run(
    build
      .updateTable('users')
      .set({
        ...changes,
        ...(username !== undefined && { username_key: usernameKey(username) }),
        updated_at: user.updated_at,
      })
      .where('id', '=', user.id),
  );
}

function loadUser(db: Connection, row: Selectable<UsersTable> | undefined): User | undefined {
  if (row === undefined) return undefined;
  const { username_key, ...user } = row;
  const linked_platforms: readonly LinkedPlatform[] = linksOf.all(db, row.id);
  return { ...user, linked_platforms, sanctions: findSanctions(db, row.id) };
}
