import { compareLinks, type LinkedPlatform } from '../avatar/platform.ts';
import { resolveAvatarUrl } from '../avatar/resolve-avatar-url.ts';
import type { ProfileTier } from '../permission/profile-tier.ts';
import { restrictionAt, USER_STATES, type UserState } from '../restriction/restriction-at.ts';
import { type SubscriptionTier, subscriptionTierAt } from '../subscription/subscription-tier.ts';
import type { Timestamp } from '../timestamp.ts';
import type { User } from '../user.ts';
import { type Histories, NO_HISTORIES } from './history.ts';

/** The only four fields that every signed-in user may see of every other user. */
export interface PublicProfile {
  readonly id: number;
  readonly username: string;
  readonly avatar_url: string | null;
  readonly subscription_tier: SubscriptionTier;
}

type PrivateFields = Pick<
  User,
  | 'permission_level'
  | 'subscription_expires_at'
  | 'subscription_granted_by'
  | 'last_activity_at'
  | 'permission_since'
  | 'avatar_source'
  | 'linked_platforms'
> & { readonly state: UserState };

/** The 14 fields of Get Current User. */
export interface CurrentUser extends PublicProfile, PrivateFields {
  readonly created_at: Timestamp;
  readonly updated_at: Timestamp;
}

export interface DetailedProfile extends PublicProfile, PrivateFields, Histories {}

/** The viewer's tier and the time for which a profile is made. */
export interface ProfileSight {
  readonly tier: Exclude<ProfileTier, 'public'>;
  readonly now: Timestamp;
}

export function toPublicProfile(user: User, now: Timestamp): PublicProfile {
  return {
    id: user.id,
    username: user.username,
    avatar_url: resolveAvatarUrl(user.avatar_source, user.linked_platforms),
    subscription_tier: subscriptionTierAt(user, now),
  };
}

export function toCurrentUser(user: User, now: Timestamp): CurrentUser {
  return {
    ...toPublicProfile(user, now),
    ...toPrivateFields(user, now),
    created_at: user.created_at,
    updated_at: user.updated_at,
  };
}

/** Moderators see the fields without histories, Admins also the histories except sessions, Owners everything. */
export function toDetailedProfile(
  user: User,
  histories: Histories,
  { tier, now }: ProfileSight,
): DetailedProfile {
  return {
    ...toPublicProfile(user, now),
    ...toPrivateFields(user, now),
    ...limitHistories(histories, tier),
  };
}

function limitHistories(histories: Histories, tier: ProfileSight['tier']): Histories {
  switch (tier) {
    case 'owner':
      return histories;
    case 'admin':
      return { ...histories, session_history: [] };
    case 'moderator':
      return NO_HISTORIES;
    default:
      return tier satisfies never;
  }
}

function toPrivateFields(user: User, now: Timestamp): PrivateFields {
  return {
    state: restrictionAt(user.sanctions, now)?.state ?? USER_STATES.active,
    permission_level: user.permission_level,
    subscription_expires_at: user.subscription_expires_at,
    subscription_granted_by: user.subscription_granted_by,
    last_activity_at: user.last_activity_at,
    permission_since: user.permission_since,
    avatar_source: user.avatar_source,
    linked_platforms: sortLinks(user.linked_platforms),
  };
}

function sortLinks(links: readonly LinkedPlatform[]): readonly LinkedPlatform[] {
  return [...links].sort(compareLinks);
}
