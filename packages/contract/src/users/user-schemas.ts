import { AVATAR_SOURCES, PLATFORMS } from '@portal/domain';
import { documentedPayloads } from '../documented/documented-payloads.ts';
import { z } from '../zod.ts';
import { TimestampSchema } from './timestamp-schema.ts';

export const UserId = z.int().positive();
export const SubscriptionTierSchema = z.literal([0, 1, 2, 3]).meta({
  description: 'Subscription level. 0 = Basic, 1 = Trial, 2 = Premium, 3 = Lifetime.',
});
export const PermissionLevelSchema = z.literal([0, 1, 2, 3]).meta({
  description: 'Permission level. 0 = User, 1 = Moderator, 2 = Admin, 3 = Owner.',
});
export const PlatformSchema = z.literal([...PLATFORMS]);

export const LinkedPlatformResponse = z
  .object({
    platform: PlatformSchema,
    platform_user_id: z.string(),
    platform_username: z.string(),
    platform_avatar_url: z.string().nullable(),
    linked_at: TimestampSchema,
    last_authenticated_at: TimestampSchema.nullable(),
  })
  .meta({
    id: 'LinkedPlatform',
    description: "A user's account on a platform.",
    examples: [documentedPayloads['users.me'].payload.linked_platforms[0]],
  });

const publicFields = {
  id: UserId.meta({ description: 'User ID.' }),
  username: z.string().meta({ description: 'Username.' }),
  avatar_url: z.string().nullable().meta({ description: 'Platform avatar URL. May be null.' }),
  subscription_tier: SubscriptionTierSchema,
};

/** The fields for the user, and for viewers who can act on the user, in the documented order. */
export const privateFields = {
  state: z.literal([0, 1, 2]).meta({
    description: 'User state. 0 = Active, 1 = Timeout, 2 = Banned. What has ended reads as 0.',
  }),
  permission_level: PermissionLevelSchema,
  subscription_expires_at: TimestampSchema.nullable(),
  subscription_granted_by: UserId.nullable().meta({
    description: 'ID of the user who granted it.',
  }),
  last_activity_at: TimestampSchema.nullable().meta({
    description: 'Last request of the user; moves at most once a minute.',
  }),
  permission_since: TimestampSchema.nullable(),
  avatar_source: z
    .literal([...AVATAR_SOURCES])
    .nullable()
    .meta({
      description: 'Where the avatar comes from; null means the earliest linked platform.',
    }),
  linked_platforms: z.array(LinkedPlatformResponse).readonly(),
};

export const UserPublicResponse = z.object(publicFields).meta({
  id: 'UserPublicResponse',
  description: 'What anyone signed in sees of anyone.',
  examples: [documentedPayloads['users.profile'].payload],
});

export const CurrentUserResponse = z
  .object({
    ...publicFields,
    ...privateFields,
    created_at: TimestampSchema,
    updated_at: TimestampSchema.meta({ description: 'Moves only when a stored value changes.' }),
  })
  .meta({
    id: 'CurrentUserResponse',
    description: 'The signed-in user.',
    examples: [documentedPayloads['users.me'].payload],
  });
