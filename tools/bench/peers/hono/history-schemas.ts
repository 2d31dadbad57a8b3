import { z } from 'zod';

const moderationAction = z.object({
  id: z.int(),
  action_type: z.string(),
  reason: z.string().nullable(),
  is_lifted: z.boolean(),
  expires_at: z.string().nullable(),
  lifted_at: z.string().nullable(),
  created_at: z.string(),
});

const chat = z.object({
  id: z.int(),
  chat_type: z.string(),
  name: z.string(),
  visibility: z.string(),
  label: z.string().nullable(),
  slug: z.string().nullable(),
  description: z.string().nullable(),
  avatar_url: z.string().nullable(),
  archived: z.boolean(),
});

const bot = z.object({
  id: z.int(),
  name: z.string(),
  platform: z.string(),
  owner_id: z.int(),
  bot_type: z.int(),
  is_active: z.boolean(),
  rate_limit_per_hour: z.int().nullable(),
  groups: z.int(),
  users: z.int(),
  avatar_url: z.string().nullable(),
  latency_ms: z.number().nullable(),
  is_verified: z.boolean(),
  last_activity_at: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});

const changeFields = { id: z.int(), reason: z.string().nullable(), created_at: z.string() };

const subscriptionChange = z.object({
  ...changeFields,
  old_tier: z.int(),
  new_tier: z.int(),
  granted_by_id: z.int().nullable(),
});

const permissionChange = z.object({
  ...changeFields,
  old_level: z.int(),
  new_level: z.int(),
  changed_by_id: z.int().nullable(),
});

const geo = z.object({
  city: z.string().nullable(),
  region_name: z.string().nullable(),
  country_code: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  isp: z.string().nullable(),
  org: z.string().nullable(),
  is_mobile: z.boolean().nullable(),
  is_proxy: z.boolean().nullable(),
  is_hosting: z.boolean().nullable(),
});

const pastSession = z.object({
  token_suffix: z.string(),
  created_at: z.string(),
  client_ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  geo: geo.nullable(),
});

export const historyFields = {
  moderation_actions: z.array(moderationAction).readonly(),
  chats: z.array(chat).readonly(),
  bots: z.array(bot).readonly(),
  subscription_history: z.array(subscriptionChange).readonly(),
  permission_history: z.array(permissionChange).readonly(),
  session_history: z.array(pastSession).readonly(),
};
