import type { LinkedPlatform } from '@portal/domain';
import type { Database } from 'better-sqlite3';
import type { AccountStore, StoredUser } from '../accounts/account-store.ts';

type UserFinder = Pick<AccountStore, 'findUserById' | 'findUserByKey' | 'findIdByKey'>;
type UserRow = Omit<StoredUser, 'linked_platforms'>;

const USER_COLUMNS = `id, username, subscription_tier, permission_level, subscription_expires_at,
  subscription_granted_by, last_activity_at, permission_since, avatar_source, created_at, updated_at`;

/** Finds users, each with the platforms they linked. */
export function createUserFinder(sqlite: Database): UserFinder {
  const userById = sqlite.prepare<[number], UserRow>(
    `select ${USER_COLUMNS} from users where id = ?`,
  );
  const userByKey = sqlite.prepare<[string], UserRow>(
    `select ${USER_COLUMNS} from users where username_key = ?`,
  );
  const idByKey = sqlite
    .prepare<[string], number>('select id from users where username_key = ?')
    .pluck();
  const linksOf = sqlite.prepare<[number], LinkedPlatform>(`
    select platform, platform_user_id, platform_username, platform_avatar_url, linked_at,
      last_authenticated_at
    from linked_platforms where user_id = ?`);

  const withLinks = (row: UserRow | undefined): StoredUser | undefined =>
    row && { ...row, linked_platforms: linksOf.all(row.id) };
  return {
    findUserById: (id) => withLinks(userById.get(id)),
    findUserByKey: (key) => withLinks(userByKey.get(key)),
    findIdByKey: (key) => idByKey.get(key),
  };
}
