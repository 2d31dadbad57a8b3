import { findLink, type LinkedPlatform, type Platform, type Timestamp } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import { endSessionsOf } from '../sessions/session.repository.ts';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { requireUser, type UserReference } from '../users/require-user.ts';

export interface LinkOfUser extends LinkedPlatform {
  readonly user_id: number;
  readonly username: string;
}

/** Links a platform account to a user. A user has one per platform, and an account belongs to one user. */
export function addLink(
  trx: Connection,
  reference: UserReference,
  link: LinkedPlatform,
): LinkOfUser {
  const user = requireUser(trx, reference);
  if (findLink(user.linked_platforms, link.platform) !== undefined) {
    throw new OperatorError(
      `${user.username} has ${link.platform} linked already; remove it first with: portal link remove ${user.username} ${link.platform}`,
    );
  }
  requireFreeAccount(trx, link);
  trx.run(build.insertInto('linked_platforms').values({ user_id: user.id, ...link }));
  return { user_id: user.id, username: user.username, ...link };
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

export interface UnlinkRequest {
  readonly user: UserReference;
  readonly platform: Platform;
}

/**
 * Unlinks a platform and ends the user's sessions. Use it if the platform account was stolen. If the avatar source was
 * this platform, the avatar is that of the earliest link.
 */
export function removeLink(
  trx: Connection,
  { user: reference, platform }: UnlinkRequest,
  now: Timestamp,
): LinkOfUser & { readonly ended_sessions: number } {
  const user = requireUser(trx, reference);
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
  const ended_sessions = endSessionsOf(trx, { user_id: user.id }, now);
  return { user_id: user.id, username: user.username, ...link, ended_sessions };
}
