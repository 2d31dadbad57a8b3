import { findLink, type LinkedPlatform, type Platform } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import type { Kysely } from 'kysely';
import type { Database } from '../database/tables.ts';
import { requireUser } from './require-user.ts';

/** Links a platform account to a user; a user has one per platform, an account belongs to one user. */
export async function addLink(
  trx: Kysely<Database>,
  username: string,
  link: LinkedPlatform,
): Promise<LinkedPlatform> {
  const user = await requireUser(trx, username);
  if (findLink(user.linked_platforms, link.platform) !== undefined) {
    throw new OperatorError(
      `${user.username} has ${link.platform} linked already; remove it first with: portal link remove ${user.username} ${link.platform}`,
    );
  }
  await requireFreeAccount(trx, link);
  await trx
    .insertInto('linked_platforms')
    .values({ user_id: user.id, ...link })
    .execute();
  return link;
}

async function requireFreeAccount(trx: Kysely<Database>, link: LinkedPlatform): Promise<void> {
  const owner = await trx
    .selectFrom('linked_platforms')
    .innerJoin('users', 'users.id', 'linked_platforms.user_id')
    .select('users.username')
    .where('platform', '=', link.platform)
    .where('platform_user_id', '=', link.platform_user_id)
    .executeTakeFirst();
  if (owner === undefined) return;
  throw new OperatorError(
    `${link.platform} account ${link.platform_user_id} is linked to ${owner.username}; remove it there first`,
  );
}

/** Unlinks a platform; an avatar source that named it falls back to the earliest link. */
export async function removeLink(
  trx: Kysely<Database>,
  username: string,
  platform: Platform,
): Promise<LinkedPlatform> {
  const user = await requireUser(trx, username);
  const link = findLink(user.linked_platforms, platform);
  if (link === undefined) {
    throw new OperatorError(
      `${user.username} has no ${platform} linked; there is nothing to remove`,
    );
  }
  await trx
    .deleteFrom('linked_platforms')
    .where('user_id', '=', user.id)
    .where('platform', '=', platform)
    .execute();
  return link;
}
