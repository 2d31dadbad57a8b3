import { BotResponse } from '../users/history-schemas.ts';
import { z } from '../zod.ts';

const { shape } = BotResponse;

/** The 15 fields of a bot, in the order of Get Bot Profile. A profile lists its bots in another order. */
export const BotMeResponse = z
  .object({
    id: shape.id,
    name: shape.name,
    platform: shape.platform,
    groups: shape.groups,
    users: shape.users,
    owner_id: shape.owner_id,
    bot_type: shape.bot_type,
    is_active: shape.is_active,
    rate_limit_per_hour: z.int(),
    avatar_url: shape.avatar_url,
    latency_ms: shape.latency_ms,
    is_verified: shape.is_verified,
    last_activity_at: shape.last_activity_at,
    created_at: shape.created_at,
    updated_at: shape.updated_at,
  })
  .meta({ id: 'BotMeResponse', description: 'The bot whose key the request has.' });
