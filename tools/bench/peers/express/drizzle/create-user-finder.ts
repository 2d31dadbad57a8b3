import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { AccountStore, StoredUser } from '../../accounts/account-store.ts';
import { linkedPlatforms, users } from './tables.ts';

type UserFinder = Pick<AccountStore, 'findUserById' | 'findUserByKey' | 'findIdByKey'>;
type UserRow = Omit<StoredUser, 'linked_platforms'>;

/** Finds users, each with the platforms they linked. */
export function createUserFinder(db: BetterSQLite3Database): UserFinder {
  const { username_key, ...userColumns } = getTableColumns(users);
  const { user_id, ...linkColumns } = getTableColumns(linkedPlatforms);
  const byId = eq(users.id, sql.placeholder('id'));
  const byKey = eq(username_key, sql.placeholder('key'));
  const userById = db.select(userColumns).from(users).where(byId).prepare();
  const userByKey = db.select(userColumns).from(users).where(byKey).prepare();
  const idByKey = db.select({ id: users.id }).from(users).where(byKey).prepare();
  const linksOf = db
    .select(linkColumns)
    .from(linkedPlatforms)
    .where(eq(user_id, sql.placeholder('userId')))
    .prepare();

  const withLinks = (row: UserRow | undefined): StoredUser | undefined =>
    row && { ...row, linked_platforms: linksOf.all({ userId: row.id }) };
  return {
    findUserById: (id) => withLinks(userById.get({ id })),
    findUserByKey: (key) => withLinks(userByKey.get({ key })),
    findIdByKey: (key) => idByKey.get({ key })?.id,
  };
}
