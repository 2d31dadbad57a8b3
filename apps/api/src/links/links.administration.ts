import { findLink, type LinkedPlatform, type Platform } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { requireUser } from '../users/require-user.ts';

/** Links a platform account to a user; a user has one per platform, an account belongs to one user. */
export function addLink(trx: Connection, username: string, link: LinkedPlatform): LinkedPlatform {
  const user = requireUser(trx, username);
  if (findLink(user.linked_platforms, link.platform) !== undefined) {
    throw new OperatorError(
      `${user.username} has ${link.platform} linked already; remove it first with: portal link remove ${user.username} ${link.platform}`,
    );
  }
  requireFreeAccount(trx, link);
  trx.run(build.insertInto('linked_platforms').values({ user_id: user.id, ...link }));
  return link;
}

function requireFreeAccount(trx: Connection, link: LinkedPlatform): void {
  const owner = trx.first(
    build
      .selectFrom('linked_platforms')
      .innerJoin('users', 'users.id', 'linked_platforms.user_id')
      .select('users.username')
      .where('platform', '=', link.platform)
      .where('platform_user_id', '=', link.platform_user_id),
  );
  if (owner === undefined) return;
  throw new OperatorError(
    `${link.platform} account ${link.platform_user_id} is linked to ${owner.username}; remove it there first`,
  );
}

/** Unlinks a platform; an avatar source that named it falls back to the earliest link. */
export function removeLink(trx: Connection, username: string, platform: Platform): LinkedPlatform {
  const user = requireUser(trx, username);
  const link = findLink(user.linked_platforms, platform);
  if (link === undefined) {
    throw new OperatorError(
      `${user.username} has no ${platform} linked; there is nothing to remove`,
    );
  }
  trx.run(
    build
      .deleteFrom('linked_platforms')
      .where('user_id', '=', user.id)
      .where('platform', '=', platform),
  );
  return link;
}
