import { flag, integer, type JsonSchema, nullable, number, object, text } from './json-schema.ts';

export const moderationAction = object({
  id: integer,
  action_type: text,
  reason: nullable(text),
  is_lifted: flag,
  expires_at: nullable(text),
  lifted_at: nullable(text),
  created_at: text,
});

export const chat = object({
  id: integer,
  chat_type: text,
  name: text,
  visibility: text,
  label: nullable(text),
  slug: nullable(text),
  description: nullable(text),
  avatar_url: nullable(text),
  archived: flag,
});

export const bot = object({
  id: integer,
  name: text,
  platform: text,
  owner_id: integer,
  bot_type: integer,
  is_active: flag,
  rate_limit_per_hour: nullable(integer),
  groups: integer,
  users: integer,
  avatar_url: nullable(text),
  latency_ms: nullable(number),
  is_verified: flag,
  last_activity_at: nullable(text),
  created_at: text,
  updated_at: text,
});

/** A change of tier or level, which name their columns alike. */
export function change(before: string, after: string, actor: string): JsonSchema {
  return object({
    id: integer,
    [before]: integer,
    [after]: integer,
    reason: nullable(text),
    [actor]: nullable(integer),
    created_at: text,
  });
}

const geo = object({
  city: nullable(text),
  region_name: nullable(text),
  country_code: nullable(text),
  lat: nullable(number),
  lon: nullable(number),
  isp: nullable(text),
  org: nullable(text),
  is_mobile: nullable(flag),
  is_proxy: nullable(flag),
  is_hosting: nullable(flag),
});

export const pastSession = object({
  token_suffix: text,
  created_at: text,
  client_ip: nullable(text),
  user_agent: nullable(text),
  geo: nullable(geo),
});
