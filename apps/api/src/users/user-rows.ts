import type { LinkedPlatform, User } from '@portal/domain';
import type { InferResult } from 'kysely';
import { hasSanctions } from '../moderation/sanctions.repository.ts';
import { build } from '../store/sqlite/build.ts';

/** One row per linked platform (one row with nulls if there is none). Repeating the user's columns is cheaper than a second query. */
export const userRows = build
  .selectFrom('users')
  .leftJoin('linked_platforms', 'user_id', 'users.id')
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
    hasSanctions.as('has_sanctions'),
    'platform',
    'platform_user_id',
    'platform_username',
    'platform_avatar_url',
    'linked_at',
    'last_authenticated_at',
  ]);

export type UserRow = InferResult<typeof userRows>[number];

/** The user of a row, with links and sanctions from other rows. */
export function toUser(
  row: UserRow,
  { linked_platforms, sanctions }: Pick<User, 'linked_platforms' | 'sanctions'>,
): User {
  return {
    id: row.id,
    username: row.username,
    subscription_tier: row.subscription_tier,
    subscription_expires_at: row.subscription_expires_at,
    subscription_granted_by: row.subscription_granted_by,
    permission_level: row.permission_level,
    permission_since: row.permission_since,
    last_activity_at: row.last_activity_at,
    avatar_source: row.avatar_source,
    created_at: row.created_at,
    updated_at: row.updated_at,
    linked_platforms,
    sanctions,
  };
}

/** The linked platforms in a user's rows. */
export function toLinks(rows: readonly UserRow[]): readonly LinkedPlatform[] {
  return rows.filter(isLinked).map((row) => ({
    platform: row.platform,
    platform_user_id: row.platform_user_id,
    platform_username: row.platform_username,
    platform_avatar_url: row.platform_avatar_url,
    linked_at: row.linked_at,
    last_authenticated_at: row.last_authenticated_at,
  }));
}

function isLinked(row: UserRow): row is UserRow & LinkedPlatform {
  return row.platform !== null;
}
