import { z } from 'zod';
import { historyFields } from './history-schemas.ts';

const linkedPlatform = z.object({
  platform: z.string(),
  platform_user_id: z.string(),
  platform_username: z.string(),
  platform_avatar_url: z.string().nullable(),
  linked_at: z.string(),
  last_authenticated_at: z.string().nullable(),
});

const publicFields = {
  id: z.int(),
  username: z.string(),
  avatar_url: z.string().nullable(),
  subscription_tier: z.int(),
};

const privateFields = {
  state: z.int(),
  permission_level: z.int(),
  subscription_expires_at: z.string().nullable(),
  subscription_granted_by: z.int().nullable(),
  last_activity_at: z.string().nullable(),
  permission_since: z.string().nullable(),
  avatar_source: z.string().nullable(),
  linked_platforms: z.array(linkedPlatform).readonly(),
};

const currentUser = z.object({
  ...publicFields,
  ...privateFields,
  created_at: z.string(),
  updated_at: z.string(),
});

/** The detail comes first: it has every key of the public profile. */
const profile = z.union([
  z.object({ ...publicFields, ...privateFields, ...historyFields }),
  z.object(publicFields),
]);

const updatedUser = z.object({
  user: currentUser,
  errors: z
    .object({ username: z.string().optional(), avatar_source: z.string().optional() })
    .nullable(),
});

/** All that comes in and goes out, compiled once, as zod's documentation advises for hot paths. */
export const shapes = {
  profileInput: z.compile(z.object({ username: z.string() })),
  // Each field is judged alone, whatever it is.
  updateInput: z.compile(
    z.object({ username: z.unknown().optional(), avatar_source: z.unknown().optional() }),
  ),
  currentUser: z.compile(currentUser),
  profile: z.compile(profile),
  updatedUser: z.compile(updatedUser),
};
