import type { Platform } from '../avatar/platform.ts';
import type { PermissionLevel } from '../permission/permission-level.ts';
import type { ModerationAction } from '../restriction/moderation-action.ts';
import type { SubscriptionTier } from '../subscription/subscription-tier.ts';
import type { Timestamp } from '../timestamp.ts';

/** A history is newest first and has at most this many entries. Our decision. */
export const HISTORY_LIMIT = 100;

export const BOT_TYPES = { official: 1, verified: 2, community: 3 } as const;
export type BotType = (typeof BOT_TYPES)[keyof typeof BOT_TYPES];

export interface Chat {
  readonly id: number;
  readonly chat_type: string;
  readonly name: string;
  readonly visibility: string;
  readonly label: string | null;
  readonly slug: string | null;
  readonly description: string | null;
  readonly avatar_url: string | null;
  readonly archived: boolean;
}

export interface Bot {
  readonly id: number;
  readonly name: string;
  readonly platform: Platform;
  readonly owner_id: number;
  readonly bot_type: BotType;
  readonly is_active: boolean;
  readonly rate_limit_per_hour: number | null;
  readonly groups: number;
  readonly users: number;
  readonly avatar_url: string | null;
  readonly latency_ms: number | null;
  readonly is_verified: boolean;
  readonly last_activity_at: Timestamp | null;
  readonly created_at: Timestamp;
  readonly updated_at: Timestamp;
}

export interface SubscriptionChange {
  readonly id: number;
  readonly old_tier: SubscriptionTier;
  readonly new_tier: SubscriptionTier;
  readonly reason: string | null;
  readonly granted_by_id: number | null;
  readonly created_at: Timestamp;
}

export interface PermissionChange {
  readonly id: number;
  readonly old_level: PermissionLevel;
  readonly new_level: PermissionLevel;
  readonly reason: string | null;
  readonly changed_by_id: number | null;
  readonly created_at: Timestamp;
}

export interface SessionGeo {
  readonly city: string | null;
  readonly region_name: string | null;
  readonly country_code: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly isp: string | null;
  readonly org: string | null;
  readonly is_mobile: boolean | null;
  readonly is_proxy: boolean | null;
  readonly is_hosting: boolean | null;
}

export interface PastSession {
  readonly token_suffix: string;
  readonly created_at: Timestamp;
  readonly client_ip: string | null;
  readonly user_agent: string | null;
  readonly geo: SessionGeo | null;
}

export interface Histories {
  readonly moderation_actions: readonly ModerationAction[];
  readonly chats: readonly Chat[];
  readonly bots: readonly Bot[];
  readonly subscription_history: readonly SubscriptionChange[];
  readonly permission_history: readonly PermissionChange[];
  readonly session_history: readonly PastSession[];
}

export const NO_HISTORIES: Histories = Object.freeze({
  moderation_actions: [],
  chats: [],
  bots: [],
  subscription_history: [],
  permission_history: [],
  session_history: [],
});
