import {
  BotResponse,
  ChatResponse,
  CurrentUserResponse,
  LinkedPlatformResponse,
  ModerationActionResponse,
  PastSessionResponse,
  PermissionChangeResponse,
  SessionGeoResponse,
  SubscriptionChangeResponse,
} from '@portal/contract';
import { z } from 'zod';
import type { Tables } from '../../../tables.ts';

const Flag = z.literal([0, 1]);
const Moment = CurrentUserResponse.shape.created_at;
const Sha256 = z.stringFormat('SHA-256', /^[0-9a-f]{64}$/);

/** The stored data of responses must match the contract, so that no row breaks a response. */
export const rowShapes = {
  users: CurrentUserResponse.omit({
    avatar_url: true,
    state: true,
    linked_platforms: true,
  }).extend({ bot_logins: z.int().nonnegative() }),
  linked_platforms: LinkedPlatformResponse,
  sessions: PastSessionResponse.extend({
    token_hash: Sha256,
    origin: z.literal(['command_line', 'demo', 'web_login', 'bot_login']),
    expires_at: Moment,
    ended_at: Moment.nullable(),
    geo: z.string().transform(parseJson).pipe(SessionGeoResponse).nullable(),
  }),
  moderation_actions: ModerationActionResponse.omit({ is_lifted: true }),
  chats: ChatResponse.extend({ archived: Flag }),
  bots: BotResponse.extend({ is_active: Flag, is_verified: Flag, key_hash: Sha256.nullable() }),
  subscription_history: SubscriptionChangeResponse,
  permission_history: PermissionChangeResponse,
  clock: z.object({ latest: Moment }),
  login_codes: z.object({
    platform: LinkedPlatformResponse.shape.platform,
    platform_user_id: z.string(),
    client_address: z.string(),
    seed: z.string().regex(/^[0-9a-f]{32}$/),
    code_hash: Sha256.nullable(),
    platform_username: z.string().nullable(),
    platform_avatar_url: z.string().nullable(),
    created_at: Moment,
    expires_at: Moment,
  }),
  api_keys: z.object({
    name: z.string(),
    key_hash: Sha256,
    created_at: Moment,
    revoked_at: Moment.nullable(),
  }),
} satisfies Record<keyof Tables, z.ZodType>;

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('Invalid JSON');
    return z.NEVER;
  }
}
