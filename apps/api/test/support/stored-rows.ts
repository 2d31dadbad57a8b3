import type { Insertable, Updateable } from 'kysely';
import { build } from '../../src/store/sqlite/build.ts';
import type {
  LinkedPlatformsTable,
  ModerationActionsTable,
  UsersTable,
} from '../../src/store/tables.ts';
import type { TestPortal } from './test-portal.ts';

export function changeUser({ db }: TestPortal, id: number, changes: Updateable<UsersTable>): void {
  db.run(build.updateTable('users').set(changes).where('id', '=', id));
}

/** A moderation action of now, a ban without end unless it is told otherwise. */
export function addAction(
  { db, now }: TestPortal,
  user_id: number,
  action: Partial<Insertable<ModerationActionsTable>> = {},
): number {
  const { id } = db.one(
    build
      .insertInto('moderation_actions')
      .values({ user_id, action_type: 'PLATFORM_BAN', created_at: now, ...action })
      .returning('id'),
  );
  return id;
}

type NewLink = Partial<Insertable<LinkedPlatformsTable>> &
  Pick<Insertable<LinkedPlatformsTable>, 'platform'>;

/** A platform account of the user's own, linked now, without an avatar. */
export function addLink({ db, now }: TestPortal, user_id: number, link: NewLink): void {
  const account = { platform_user_id: `account-${user_id}`, platform_username: 'account' };
  db.run(
    build.insertInto('linked_platforms').values({ user_id, ...account, linked_at: now, ...link }),
  );
}
