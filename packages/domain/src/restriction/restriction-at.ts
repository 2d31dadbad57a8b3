import type { Timestamp } from '../timestamp.ts';
import type { ModerationAction } from './moderation-action.ts';

export const USER_STATES = { active: 0, timeout: 1, banned: 2 } as const;
export type UserState = (typeof USER_STATES)[keyof typeof USER_STATES];

/** Why and until when a user is restricted. `expires_at` is null if there is no end. */
export interface Restriction {
  readonly state: typeof USER_STATES.timeout | typeof USER_STATES.banned;
  readonly reason: string | null;
  readonly expires_at: Timestamp | null;
}

type Sanction = Pick<ModerationAction, 'action_type' | 'reason' | 'is_lifted' | 'expires_at'>;

/**
 * The active restriction at a time, or null. A ban wins over a timeout, and of two of the same kind the longer one
 * wins. A lifted or expired action restricts nobody.
 */
export function restrictionAt(actions: readonly Sanction[], now: Timestamp): Restriction | null {
  let strongest: Restriction | null = null;
  for (const action of actions) {
    const restriction = toRestriction(action, now);
    if (restriction !== null && outweighs(restriction, strongest)) strongest = restriction;
  }
  return strongest;
}

function toRestriction(action: Sanction, now: Timestamp): Restriction | null {
  const state = restrictingState(action);
  const { reason, expires_at } = action;
  if (state === null || action.is_lifted || (expires_at !== null && expires_at <= now)) return null;
  return { state, reason, expires_at };
}

function restrictingState(action: Sanction): Restriction['state'] | null {
  if (action.action_type === 'PLATFORM_BAN') return USER_STATES.banned;
  return action.action_type === 'PLATFORM_TIMEOUT' ? USER_STATES.timeout : null;
}

function outweighs(a: Restriction, b: Restriction | null): boolean {
  if (b === null) return true;
  if (a.state !== b.state) return a.state > b.state;
  return b.expires_at !== null && (a.expires_at === null || a.expires_at > b.expires_at);
}
