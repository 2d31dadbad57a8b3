import type {
  AvatarSource,
  BotType,
  ModerationActionType,
  PermissionLevel,
  Platform,
  SubscriptionTier,
  Timestamp,
} from '@portal/domain';
import type { Generated } from 'kysely';

/** Times are ISO text, booleans are 0 or 1, structures are JSON text: the same on SQLite and PostgreSQL. */
export interface Tables {
  users: UsersTable;
  linked_platforms: LinkedPlatformsTable;
  sessions: SessionsTable;
  moderation_actions: ModerationActionsTable;
  chats: ChatsTable;
  bots: BotsTable;
  subscription_history: SubscriptionHistoryTable;
  permission_history: PermissionHistoryTable;
  clock: ClockTable;
  login_codes: LoginCodesTable;
  api_keys: ApiKeysTable;
}

type Flag = 0 | 1;

/** One row: the latest time at which any process wrote, so that a clock that is set back has no effect. */
export interface ClockTable {
  id: number;
  latest: Timestamp;
}

export interface UsersTable {
  id: Generated<number>;
  username: string;
  /** The username with ASCII letters in lower case; unique. */
  username_key: string;
  subscription_tier: SubscriptionTier;
  subscription_expires_at: Timestamp | null;
  subscription_granted_by: number | null;
  permission_level: PermissionLevel;
  permission_since: Timestamp | null;
  last_activity_at: Timestamp | null;
  avatar_source: AvatarSource | null;
  /** Number of logins with a bot code since the last login with a web code. */
  bot_logins: Generated<number>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface LinkedPlatformsTable {
  user_id: number;
  platform: Platform;
  platform_user_id: string;
  platform_username: string;
  platform_avatar_url: string | null;
  linked_at: Timestamp;
  last_authenticated_at: Timestamp | null;
}

export interface SessionsTable {
  id: Generated<number>;
  user_id: number;
  /** SHA-256 of the token in hexadecimal. The token itself is never stored. */
  token_hash: string;
  token_suffix: string;
  /** Demo sessions are live only while a demo server runs. */
  origin: 'command_line' | 'demo' | 'web_login' | 'bot_login';
  created_at: Timestamp;
  expires_at: Timestamp;
  ended_at: Timestamp | null;
  client_ip: string | null;
  user_agent: string | null;
  geo: string | null;
}

export interface ModerationActionsTable {
  id: Generated<number>;
  user_id: number;
  action_type: ModerationActionType;
  reason: string | null;
  created_by_id: number | null;
  expires_at: Timestamp | null;
  lifted_at: Timestamp | null;
  lifted_by_id: number | null;
  created_at: Timestamp;
}

export interface ChatsTable {
  id: Generated<number>;
  owner_id: number;
  chat_type: string;
  name: string;
  visibility: string;
  label: string | null;
  slug: string | null;
  description: string | null;
  avatar_url: string | null;
  archived: Flag;
}

export interface BotsTable {
  id: Generated<number>;
  owner_id: number;
  name: string;
  platform: Platform;
  bot_type: BotType;
  is_active: Flag;
  rate_limit_per_hour: number | null;
  groups: number;
  users: number;
  avatar_url: string | null;
  latency_ms: number | null;
  is_verified: Flag;
  /** SHA-256 of the bot's key in hexadecimal. Null until there is a key. */
  key_hash: string | null;
  last_activity_at: Timestamp | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface SubscriptionHistoryTable {
  id: Generated<number>;
  user_id: number;
  old_tier: SubscriptionTier;
  new_tier: SubscriptionTier;
  reason: string | null;
  granted_by_id: number | null;
  created_at: Timestamp;
}

export interface PermissionHistoryTable {
  id: Generated<number>;
  user_id: number;
  old_level: PermissionLevel;
  new_level: PermissionLevel;
  reason: string | null;
  changed_by_id: number | null;
  created_at: Timestamp;
}

/** A pending code. `client_address` is '' if a bot made it. */
export interface LoginCodesTable {
  id: Generated<number>;
  platform: Platform;
  platform_user_id: string;
  client_address: string;
  /** 16 random bytes in hexadecimal. The code is made from them. */
  seed: string;
  /** Null until a bot has received the code, like the profile. */
  code_hash: string | null;
  platform_username: string | null;
  platform_avatar_url: string | null;
  created_at: Timestamp;
  expires_at: Timestamp;
}

/** Public keys. Each one identifies a client that logs users in. */
export interface ApiKeysTable {
  id: Generated<number>;
  name: string;
  /** SHA-256 of the key in hexadecimal. */
  key_hash: string;
  created_at: Timestamp;
  revoked_at: Timestamp | null;
}
