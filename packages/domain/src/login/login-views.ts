import { compareLinks } from '../avatar/platform.ts';
import { resolveAvatarUrl } from '../avatar/resolve-avatar-url.ts';
import type { PermissionLevel } from '../permission/permission-level.ts';
import {
  SUBSCRIPTION_TIERS,
  type SubscriptionTier,
  subscriptionTierAt,
} from '../subscription/subscription-tier.ts';
import type { Timestamp } from '../timestamp.ts';
import type { User } from '../user.ts';
import type { PlatformIdentity } from './platform-identity.ts';

/** The fields that a lookup shows of a user, also of a restricted one. */
export interface LookedUpUser {
  readonly id: number;
  readonly username: string;
  readonly avatar_url: string | null;
  readonly permission_level: PermissionLevel;
  readonly subscription_tier: SubscriptionTier;
  readonly platforms: readonly PlatformIdentity[];
}

/** The nine documented fields of the user who signed in. The documented names differ from Get Current User. */
export interface SignedInUser {
  readonly user_created: boolean;
  readonly id: number;
  readonly username: string;
  readonly avatar_url: string | null;
  readonly permission_level: PermissionLevel;
  readonly subscription_level: SubscriptionTier;
  readonly subscription_expires_at: Timestamp | null;
  /** A restricted user gets no session. */
  readonly state: 'active';
  readonly created_at: Timestamp;
}

export function toLookedUpUser(user: User, now: Timestamp): LookedUpUser {
  const links = [...user.linked_platforms].sort(compareLinks);
  return {
    id: user.id,
    username: user.username,
    avatar_url: resolveAvatarUrl(user.avatar_source, user.linked_platforms),
    permission_level: user.permission_level,
    subscription_tier: subscriptionTierAt(user, now),
    platforms: links.map(({ platform, platform_user_id }) => ({ platform, platform_user_id })),
  };
}

/** If the subscription has ended, the tier is Basic, which has no end. */
export function toSignedInUser(user: User, user_created: boolean, now: Timestamp): SignedInUser {
  const subscription_level = subscriptionTierAt(user, now);
  const isBasic = subscription_level === SUBSCRIPTION_TIERS.basic;
  return {
    user_created,
    id: user.id,
    username: user.username,
    avatar_url: resolveAvatarUrl(user.avatar_source, user.linked_platforms),
    permission_level: user.permission_level,
    subscription_level,
    subscription_expires_at: isBasic ? null : user.subscription_expires_at,
    state: 'active',
    created_at: user.created_at,
  };
}
