import type {
  AvatarSource,
  BotType,
  ModerationActionType,
  PermissionLevel,
  Platform,
  SessionGeo,
  SubscriptionTier,
} from '@portal/domain';
import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The tables of Portal as Drizzle names them; keys and indices are in the file already. */
export const users = sqliteTable('users', {
  id: integer().primaryKey(),
  username: text().notNull(),
  username_key: text().notNull(),
  subscription_tier: integer().$type<SubscriptionTier>().notNull(),
  permission_level: integer().$type<PermissionLevel>().notNull(),
  subscription_expires_at: text(),
  subscription_granted_by: integer(),
  last_activity_at: text(),
  permission_since: text(),
  avatar_source: text().$type<AvatarSource>(),
  created_at: text().notNull(),
  updated_at: text().notNull(),
});

export const linkedPlatforms = sqliteTable('linked_platforms', {
  user_id: integer().notNull(),
  platform: text().$type<Platform>().notNull(),
  platform_user_id: text().notNull(),
  platform_username: text().notNull(),
  platform_avatar_url: text(),
  linked_at: text().notNull(),
  last_authenticated_at: text(),
});

export const sessions = sqliteTable('sessions', {
  id: integer().primaryKey(),
  user_id: integer().notNull(),
  token_hash: text().notNull(),
  token_suffix: text().notNull(),
  created_at: text().notNull(),
  expires_at: text().notNull(),
  ended_at: text(),
  client_ip: text(),
  user_agent: text(),
  geo: text({ mode: 'json' }).$type<SessionGeo>(),
});

export const moderationActions = sqliteTable('moderation_actions', {
  id: integer().primaryKey(),
  user_id: integer().notNull(),
  action_type: text().$type<ModerationActionType>().notNull(),
  reason: text(),
  expires_at: text(),
  lifted_at: text(),
  created_at: text().notNull(),
});

export const chats = sqliteTable('chats', {
  id: integer().primaryKey(),
  owner_id: integer().notNull(),
  chat_type: text().notNull(),
  name: text().notNull(),
  visibility: text().notNull(),
  label: text(),
  slug: text(),
  description: text(),
  avatar_url: text(),
  archived: integer({ mode: 'boolean' }).notNull(),
});

export const bots = sqliteTable('bots', {
  id: integer().primaryKey(),
  name: text().notNull(),
  platform: text().$type<Platform>().notNull(),
  owner_id: integer().notNull(),
  bot_type: integer().$type<BotType>().notNull(),
  is_active: integer({ mode: 'boolean' }).notNull(),
  rate_limit_per_hour: integer(),
  groups: integer().notNull(),
  users: integer().notNull(),
  avatar_url: text(),
  latency_ms: real(),
  is_verified: integer({ mode: 'boolean' }).notNull(),
  last_activity_at: text(),
  created_at: text().notNull(),
  updated_at: text().notNull(),
});

export const subscriptionHistory = sqliteTable('subscription_history', {
  id: integer().primaryKey(),
  user_id: integer().notNull(),
  old_tier: integer().$type<SubscriptionTier>().notNull(),
  new_tier: integer().$type<SubscriptionTier>().notNull(),
  reason: text(),
  granted_by_id: integer(),
  created_at: text().notNull(),
});

export const permissionHistory = sqliteTable('permission_history', {
  id: integer().primaryKey(),
  user_id: integer().notNull(),
  old_level: integer().$type<PermissionLevel>().notNull(),
  new_level: integer().$type<PermissionLevel>().notNull(),
  reason: text(),
  changed_by_id: integer(),
  created_at: text().notNull(),
});
