import { PERMISSION_LEVELS } from '../permission/permission-level.ts';
import { SUBSCRIPTION_TIERS } from '../subscription/subscription-tier.ts';
import type { Timestamp } from '../timestamp.ts';
import type { User } from '../user.ts';
import type { PlatformProfile } from './platform-identity.ts';

/** Makes the name of a new account from four random bytes: `user_` and 8 hex digits. Documented. */
export function toNewUsername(bytes: Iterable<number>): string {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `user_${digits.slice(0, 8).padEnd(8, '0')}`;
}

/** The account for the first login of an identity: level User, tier Basic, linked and signed in now. */
export function createAccount(
  username: string,
  profile: PlatformProfile,
  now: Timestamp,
): Omit<User, 'id'> {
  return {
    username,
    subscription_tier: SUBSCRIPTION_TIERS.basic,
    permission_level: PERMISSION_LEVELS.user,
    subscription_expires_at: null,
    subscription_granted_by: null,
    last_activity_at: now,
    permission_since: null,
    avatar_source: null,
    linked_platforms: [{ ...profile, linked_at: now, last_authenticated_at: now }],
    sanctions: [],
    created_at: now,
    updated_at: now,
  };
}
