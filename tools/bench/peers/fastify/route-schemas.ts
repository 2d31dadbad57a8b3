import { bot, change, chat, moderationAction, pastSession } from './history-schemas.ts';
import { integer, list, nullable, object, text } from './json-schema.ts';

const linkedPlatform = object({
  platform: text,
  platform_user_id: text,
  platform_username: text,
  platform_avatar_url: nullable(text),
  linked_at: text,
  last_authenticated_at: nullable(text),
});

const publicFields = {
  id: integer,
  username: text,
  avatar_url: nullable(text),
  subscription_tier: integer,
};

const privateFields = {
  state: integer,
  permission_level: integer,
  subscription_expires_at: nullable(text),
  subscription_granted_by: nullable(integer),
  last_activity_at: nullable(text),
  permission_since: nullable(text),
  avatar_source: nullable(text),
  linked_platforms: list(linkedPlatform),
};

const currentUser = object({
  ...publicFields,
  ...privateFields,
  created_at: text,
  updated_at: text,
});

/** Fields that are missing are left out: an `anyOf` would validate each answer to find which it is. */
const profile = object(
  {
    ...publicFields,
    ...privateFields,
    moderation_actions: list(moderationAction),
    chats: list(chat),
    bots: list(bot),
    subscription_history: list(change('old_tier', 'new_tier', 'granted_by_id')),
    permission_history: list(change('old_level', 'new_level', 'changed_by_id')),
    session_history: list(pastSession),
  },
  Object.keys(publicFields),
);

const refusal = object(
  { error: text, correlation_id: text, reason: nullable(text), expires_at: nullable(text) },
  ['error', 'correlation_id'],
);

export const meSchema = { response: { 200: currentUser, '4xx': refusal } };

export const updateSchema = {
  // Each field is judged alone, whatever it is.
  body: { type: 'object', properties: { username: {}, avatar_source: {} } },
  response: {
    200: object({
      user: currentUser,
      errors: nullable(object({ username: text, avatar_source: text }, [])),
    }),
    '4xx': refusal,
  },
};

export const profileSchema = {
  params: object({ username: text }),
  response: { 200: profile, '4xx': refusal },
};
