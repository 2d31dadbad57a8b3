import { BOT_TYPES, HISTORY_LIMIT, MODERATION_ACTION_TYPES } from '@portal/domain';
import { z } from '../zod.ts';
import { detailExample } from './detail-example.ts';
import { TimestampSchema } from './timestamp-schema.ts';
import {
  PermissionLevelSchema,
  PlatformSchema,
  SubscriptionTierSchema,
  UserId,
} from './user-schemas.ts';

const ItemId = z.int().positive();
const Reason = z.string().nullable();

export const ModerationActionResponse = z
  .object({
    id: ItemId,
    action_type: z.literal([...MODERATION_ACTION_TYPES]),
    reason: Reason,
    is_lifted: z.boolean(),
    expires_at: TimestampSchema.nullable(),
    lifted_at: TimestampSchema.nullable(),
    created_at: TimestampSchema,
  })
  .meta({
    id: 'ModerationAction',
    description: 'Something a moderator did about the user.',
    examples: detailExample.moderation_actions,
  });

export const ChatResponse = z
  .object({
    id: ItemId,
    chat_type: z.string(),
    name: z.string(),
    visibility: z.string(),
    label: z.string().nullable(),
    slug: z.string().nullable(),
    description: z.string().nullable(),
    avatar_url: z.string().nullable(),
    archived: z.boolean(),
  })
  .meta({
    id: 'Chat',
    description: 'A chat the user owns.',
    examples: detailExample.chats,
  });

export const BotResponse = z
  .object({
    id: ItemId,
    name: z.string(),
    platform: PlatformSchema,
    owner_id: UserId,
    bot_type: z.literal(Object.values(BOT_TYPES)).meta({
      description: '1 = Official, 2 = Verified, 3 = Community.',
    }),
    is_active: z.boolean(),
    rate_limit_per_hour: z.int().nullable(),
    groups: z.int().meta({ description: 'How many groups the bot is in.' }),
    users: z.int().meta({ description: 'How many users the bot serves.' }),
    avatar_url: z.string().nullable(),
    latency_ms: z.number().nullable(),
    is_verified: z.boolean(),
    last_activity_at: TimestampSchema.nullable(),
    created_at: TimestampSchema,
    updated_at: TimestampSchema,
  })
  .meta({
    id: 'Bot',
    description: 'A bot the user owns.',
    examples: detailExample.bots,
  });

export const SubscriptionChangeResponse = z
  .object({
    id: ItemId,
    old_tier: SubscriptionTierSchema,
    new_tier: SubscriptionTierSchema,
    reason: Reason,
    granted_by_id: UserId.nullable(),
    created_at: TimestampSchema,
  })
  .meta({
    id: 'SubscriptionChange',
    description: 'A change of subscription.',
    examples: detailExample.subscription_history,
  });

export const PermissionChangeResponse = z
  .object({
    id: ItemId,
    old_level: PermissionLevelSchema,
    new_level: PermissionLevelSchema,
    reason: Reason,
    changed_by_id: UserId.nullable(),
    created_at: TimestampSchema,
  })
  .meta({
    id: 'PermissionChange',
    description: 'A change of permission level.',
    examples: detailExample.permission_history,
  });

export const SessionGeoResponse = z
  .object({
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
  })
  .meta({
    id: 'SessionGeo',
    description: 'Where a session came from.',
    examples: [detailExample.session_history[0].geo],
  });

export const PastSessionResponse = z
  .object({
    token_suffix: z.string().length(6).meta({
      description: 'The last 6 characters of the token, for display only.',
    }),
    created_at: TimestampSchema,
    client_ip: z.string().nullable(),
    user_agent: z.string().nullable(),
    geo: SessionGeoResponse.nullable(),
  })
  .meta({
    id: 'PastSession',
    description: 'A session that ended or expired.',
    examples: detailExample.session_history,
  });

function history<TItem extends z.ZodType>(item: TItem, description: string) {
  return z.array(item).max(HISTORY_LIMIT).readonly().meta({ description });
}

/** The six histories of a detailed profile, in the documented order. Each is newest first. */
export const historyFields = {
  moderation_actions: history(ModerationActionResponse, 'Empty for viewers below Admin.'),
  chats: history(ChatResponse, 'Empty for viewers below Admin.'),
  bots: history(BotResponse, 'Empty for viewers below Admin.'),
  subscription_history: history(SubscriptionChangeResponse, 'Empty for viewers below Admin.'),
  permission_history: history(PermissionChangeResponse, 'Empty for viewers below Admin.'),
  session_history: history(PastSessionResponse, 'Empty for viewers below Owner.'),
};
