import {
  type LinkedPlatform,
  type ModerationAction,
  RESTRICTING_ACTION_TYPES,
  type User,
  type UserChanges,
  usernameKey,
} from '@portal/domain';
import type { Kysely, Selectable } from 'kysely';
import { prepareQuery } from '../database/prepared-query.ts';
import type { Database, UsersTable } from '../database/tables.ts';
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

export async function findUserById(db: Kysely<Database>, id: number): Promise<User | undefined> {
  return loadUser(db, await rowById.executeTakeFirst(db, id));
}

/** The lookup ignores ASCII case. The name must be one that `parseUsername` accepts. */
export async function findUserByUsername(
  db: Kysely<Database>,
  username: string,
): Promise<User | undefined> {
  return loadUser(db, await rowByKey.executeTakeFirst(db, usernameKey(username)));
}

export async function findUserIdByUsername(
  db: Kysely<Database>,
  username: string,
): Promise<number | undefined> {
  return (await rowByKey.executeTakeFirst(db, usernameKey(username)))?.id;
}

/** Platform timeouts and bans that nobody has lifted; whether they still run is for the domain to say. */
export async function findSanctions(
  db: Kysely<Database>,
  userId: number,
): Promise<readonly ModerationAction[]> {
  return (await unliftedSanctionsOf.execute(db, userId)).map(toModerationAction);
}

/** Stores what a decision changes; the caller has made sure that there is something to store. */
export async function updateUser(
  db: Kysely<Database>,
  user: Pick<User, 'id' | 'updated_at'>,
  changes: UserChanges,
): Promise<void> {
  const { username } = changes;
  await db
    .updateTable('users')
    .set({
      ...changes,
      ...(username !== undefined && { username_key: usernameKey(username) }),
      updated_at: user.updated_at,
    })
    .where('id', '=', user.id)
    .execute();
}

async function loadUser(
  db: Kysely<Database>,
  row: Selectable<UsersTable> | undefined,
): Promise<User | undefined> {
  if (row === undefined) return undefined;
  const { username_key, ...user } = row;
  const linked_platforms: readonly LinkedPlatform[] = await linksOf.execute(db, row.id);
  return { ...user, linked_platforms, sanctions: await findSanctions(db, row.id) };
}
