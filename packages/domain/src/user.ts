import type { AvatarSource } from './avatar/avatar-source.ts';
import type { LinkedPlatform } from './avatar/platform.ts';
import type { PermissionLevel } from './permission/permission-level.ts';
import type { ModerationAction } from './restriction/moderation-action.ts';
import type { SubscriptionTier } from './subscription/subscription-tier.ts';
import type { Timestamp } from './timestamp.ts';

/** A user with the data that the rules need. Ids are positive integers; `subscription_granted_by` is a user id. */
export interface User {
  readonly id: number;
  readonly username: string;
  readonly subscription_tier: SubscriptionTier;
  readonly permission_level: PermissionLevel;
  readonly subscription_expires_at: Timestamp | null;
  readonly subscription_granted_by: number | null;
  readonly last_activity_at: Timestamp | null;
  readonly permission_since: Timestamp | null;
  readonly avatar_source: AvatarSource | null;
  readonly linked_platforms: readonly LinkedPlatform[];
  /** The actions that may restrict the user now: platform timeouts and bans that were not lifted. */
  readonly sanctions: readonly ModerationAction[];
  readonly created_at: Timestamp;
  readonly updated_at: Timestamp;
}
