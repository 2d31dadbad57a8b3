import type { Timestamp } from '../timestamp.ts';

export const MODERATION_ACTION_TYPES = [
  'PLATFORM_WARNING',
  'PLATFORM_TIMEOUT',
  'PLATFORM_BAN',
  'CHAT_BAN',
  'CHAT_MUTE',
  'CHAT_KICK',
] as const;
export type ModerationActionType = (typeof MODERATION_ACTION_TYPES)[number];

/** The two kinds of action that restrict a user on the whole platform. */
export const RESTRICTING_ACTION_TYPES = ['PLATFORM_TIMEOUT', 'PLATFORM_BAN'] as const;

export interface ModerationAction {
  readonly id: number;
  readonly action_type: ModerationActionType;
  readonly reason: string | null;
  readonly is_lifted: boolean;
  readonly expires_at: Timestamp | null;
  readonly lifted_at: Timestamp | null;
  readonly created_at: Timestamp;
}
