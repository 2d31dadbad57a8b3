import { PERMISSION_LEVELS, type PermissionLevel } from '../permission/permission-level.ts';
import { CLOCK_TOLERANCE_SECONDS, havePassed, type Timestamp } from '../timestamp.ts';

const DAY_IN_SECONDS = 86_400;

export interface SessionTimes {
  readonly created_at: Timestamp;
  readonly expires_at: Timestamp;
  readonly ended_at: Timestamp | null;
}

/** Lifetime of a session in seconds: 30 days, or 1 day for Admin and above. */
export function sessionLifetime(level: PermissionLevel): number {
  return level >= PERMISSION_LEVELS.admin ? DAY_IN_SECONDS : 30 * DAY_IN_SECONDS;
}

/** Uses the current level, not the level at login: a promotion shortens existing sessions. */
export function isSessionLive(
  session: SessionTimes,
  level: PermissionLevel,
  now: Timestamp,
): boolean {
  if (session.ended_at !== null || session.expires_at <= now) return false;
  // A session from further in the future was created while the clock was wrong.
  if (!havePassed(-CLOCK_TOLERANCE_SECONDS, session.created_at, now)) return false;
  return !havePassed(sessionLifetime(level), session.created_at, now);
}
