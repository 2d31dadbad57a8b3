import { randomBytes } from 'node:crypto';
import {
  countBotLogins,
  createAccount,
  type LoginOrigin,
  type PlatformIdentity,
  type PlatformProfile,
  type Timestamp,
  toNewUsername,
  type User,
  usernameKey,
} from '@portal/domain';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { prepareQuery } from '../store/sqlite/prepared-query.ts';
import { findUserById, findUserIdByUsername } from '../users/user.repository.ts';

const NAME_BYTES = 4;

/** A user, and how often in a row they signed in by a bot alone. */
export interface Account {
  readonly user: User;
  readonly bot_logins: number;
}

const accountByIdentity = prepareQuery((platform: PlatformIdentity['platform'], id: string) =>
  build
    .selectFrom('linked_platforms')
    .innerJoin('users', 'users.id', 'user_id')
    .select(['user_id', 'bot_logins'])
    .where('platform', '=', platform)
    .where('platform_user_id', '=', id),
);

/** The user whom an account on a platform is linked to. */
export function findAccount(
  db: Connection,
  { platform, platform_user_id }: PlatformIdentity,
): Account | undefined {
  const found = accountByIdentity.first(db, platform, platform_user_id);
  const user = found && findUserById(db, found.user_id);
  return user && { user, bot_logins: found.bot_logins };
}

/** Stores the account that a first login makes, under a name that is free. */
export function insertAccount(db: Connection, profile: PlatformProfile, now: Timestamp): User {
  let username = toNewUsername(randomBytes(NAME_BYTES));
  while (findUserIdByUsername(db, username) !== undefined) {
    username = toNewUsername(randomBytes(NAME_BYTES));
  }
  const { linked_platforms, sanctions, ...account } = createAccount(username, profile, now);
  const { id } = db.one(
    build
      .insertInto('users')
      .values({ ...account, username_key: usernameKey(username) })
      .returning('id'),
  );
  for (const link of linked_platforms) {
    db.run(build.insertInto('linked_platforms').values({ user_id: id, ...link }));
  }
  return { id, ...account, linked_platforms, sanctions };
}

/** What a login says of an account that there was. */
export interface Login {
  readonly profile: PlatformProfile;
  readonly origin: LoginOrigin;
  readonly now: Timestamp;
}

/** Stores a login of an account; `updated_at` stays, since nothing of the user's own changed. */
export function storeLogin(
  db: Connection,
  { user, bot_logins }: Account,
  { profile, origin, now }: Login,
): User {
  const { platform, platform_username, platform_avatar_url } = profile;
  const link = { platform_username, platform_avatar_url, last_authenticated_at: now };
  db.run(
    build
      .updateTable('linked_platforms')
      .set(link)
      .where('user_id', '=', user.id)
      .where('platform', '=', platform),
  );
  const last_activity_at = [user.last_activity_at ?? now, now].toSorted()[1] ?? now;
  const count = countBotLogins(bot_logins, origin);
  db.run(
    build
      .updateTable('users')
      .set({ last_activity_at, bot_logins: count })
      .where('id', '=', user.id),
  );
  const linked_platforms = user.linked_platforms.map((one) =>
    one.platform === platform ? { ...one, ...link } : one,
  );
  return { ...user, last_activity_at, linked_platforms };
}
