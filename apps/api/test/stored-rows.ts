import type { Insertable, Updateable } from 'kysely';
import type {
  LinkedPlatformsTable,
  ModerationActionsTable,
  UsersTable,
} from '../src/database/tables.ts';
import type { TestPortal } from './test-portal.ts';

export async function changeUser(
  { db }: TestPortal,
  id: number,
  changes: Updateable<UsersTable>,
): Promise<void> {
  await db.updateTable('users').set(changes).where('id', '=', id).execute();
}

/** A moderation action of now, a ban without end unless it is told otherwise. */
export async function addAction(
  { db, now }: TestPortal,
  user_id: number,
  action: Partial<Insertable<ModerationActionsTable>> = {},
): Promise<number> {
  const { id } = await db
    .insertInto('moderation_actions')
    .values({ user_id, action_type: 'PLATFORM_BAN', created_at: now, ...action })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

type NewLink = Partial<Insertable<LinkedPlatformsTable>> &
  Pick<Insertable<LinkedPlatformsTable>, 'platform'>;

/** A platform account of the user's own, linked now, without an avatar. */
export async function addLink(
  { db, now }: TestPortal,
  user_id: number,
  link: NewLink,
): Promise<void> {
  const account = { platform_user_id: `account-${user_id}`, platform_username: 'account' };
  await db
    .insertInto('linked_platforms')
    .values({ user_id, ...account, linked_at: now, ...link })
    .execute();
}
