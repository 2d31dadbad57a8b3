import type { PermissionLevel } from '../permission/permission-level.ts';
import type { PastSession } from '../profile/history.ts';
import type { Result } from '../result.ts';
import { addSeconds, type Timestamp } from '../timestamp.ts';
import { type SessionTimes, sessionLifetime } from './session-lifetime.ts';

/** Live sessions that a user may have. One more session ends the oldest one (ASVS 7.1.2). */
export const MAX_LIVE_SESSIONS = 50;

/** A session as its user sees it. */
export interface OwnSession {
  readonly token_suffix: string;
  readonly created_at: Timestamp;
  readonly expires_at: Timestamp;
  readonly client_ip: PastSession['client_ip'];
  readonly user_agent: PastSession['user_agent'];
  readonly geo: PastSession['geo'];
  readonly is_current: boolean;
}

export type DestroySessionError =
  | { readonly code: 'session_not_found' }
  | { readonly code: 'session_is_current' };

interface DatedSession {
  readonly id: number;
  readonly created_at: Timestamp;
}

/** The end of a session: its stored end, or its creation plus the lifetime of the current level if that is earlier. */
export function sessionEnd(
  session: Omit<SessionTimes, 'ended_at'>,
  level: PermissionLevel,
): Timestamp {
  const end = addSeconds(session.created_at, sessionLifetime(level));
  if (end > session.expires_at) return session.expires_at;
  return end;
}

/** The live sessions of a user except the newest 50. */
export function sessionsBeyondLimit<TSession extends DatedSession>(
  live: readonly TSession[],
): TSession[] {
  return [...live].sort(compareSessions).slice(MAX_LIVE_SESSIONS);
}

/** Newest first, by creation and then by id. */
export function compareSessions(a: DatedSession, b: DatedSession): number {
  if (a.created_at !== b.created_at) return a.created_at > b.created_at ? -1 : 1;
  return b.id - a.id;
}

/** The last 6 characters of a token identify a session of a user. */
export function isTokenSuffix(text: string): boolean {
  return /^[A-Za-z0-9_-]{6}$/.test(text);
}

/**
 * Chooses the sessions to end when a user destroys a suffix: all live ones except the current one. Logout ends the
 * current session, so if only it has the suffix, there is a special error.
 */
export function decideDestroySession<
  TSession extends { readonly id: number; readonly token_suffix: string },
>(
  live: readonly TSession[],
  suffix: string,
  currentId: number | undefined,
): Result<TSession[], DestroySessionError> {
  const named = live.filter((session) => session.token_suffix === suffix);
  const others = named.filter(({ id }) => id !== currentId);
  if (others.length > 0) return { ok: true, value: others };
  const code = named.length === 0 ? 'session_not_found' : 'session_is_current';
  return { ok: false, error: { code } };
}
