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

/** What answers are made of obeys the contract, so that no row makes an answer impossible. */
export const rowShapes = {
  users: CurrentUserResponse.omit({ avatar_url: true, state: true, linked_platforms: true }),
  linked_platforms: LinkedPlatformResponse,
  sessions: PastSessionResponse.extend({
    token_hash: z.stringFormat('SHA-256', /^[0-9a-f]{64}$/),
    origin: z.literal(['command_line', 'demo']),
    expires_at: Moment,
    ended_at: Moment.nullable(),
    geo: z.string().transform(parseJson).pipe(SessionGeoResponse).nullable(),
  }),
  moderation_actions: ModerationActionResponse.omit({ is_lifted: true }),
  chats: ChatResponse.extend({ archived: Flag }),
  bots: BotResponse.extend({ is_active: Flag, is_verified: Flag }),
  subscription_history: SubscriptionChangeResponse,
  permission_history: PermissionChangeResponse,
  clock: z.object({ latest: Moment }),
} satisfies Record<keyof Tables, z.ZodType>;

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('Invalid JSON');
    return z.NEVER;
  }
}
