import { PERMISSION_LEVELS, type PermissionLevel } from '../permission/permission-level.ts';
import { CLOCK_TOLERANCE_SECONDS, havePassed, type Timestamp } from '../timestamp.ts';

const DAY_IN_SECONDS = 86_400;

export interface SessionTimes {
  readonly created_at: Timestamp;
  readonly expires_at: Timestamp;
  readonly ended_at: Timestamp | null;
}

/** Seconds a session may last: 30 days, 1 day for Admin and above. */
export function sessionLifetime(level: PermissionLevel): number {
  return level >= PERMISSION_LEVELS.admin ? DAY_IN_SECONDS : 30 * DAY_IN_SECONDS;
}

/** Judged by the level held now, not the one held at login: a promotion shortens the sessions that exist. */
export function isSessionLive(
  session: SessionTimes,
  level: PermissionLevel,
  now: Timestamp,
): boolean {
  if (session.ended_at !== null || session.expires_at <= now) return false;
  // A session from further ahead was made under a clock that was wrong.
  if (!havePassed(-CLOCK_TOLERANCE_SECONDS, session.created_at, now)) return false;
  return !havePassed(sessionLifetime(level), session.created_at, now);
}
