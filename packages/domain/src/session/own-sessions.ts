import type { PermissionLevel } from '../permission/permission-level.ts';
import type { PastSession } from '../profile/history.ts';
import type { Result } from '../result.ts';
import { addSeconds, type Timestamp } from '../timestamp.ts';
import { type SessionTimes, sessionLifetime } from './session-lifetime.ts';

/** Live sessions a user may have; a new one beyond them ends the oldest (ASVS 7.1.2). */
export const MAX_LIVE_SESSIONS = 50;

/** A session as its owner sees it. */
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

/** When a session expires: its stored end, or its creation plus the lifetime of the current level when that is earlier. */
export function sessionEnd(
  session: Omit<SessionTimes, 'ended_at'>,
  level: PermissionLevel,
): Timestamp {
  const end = addSeconds(session.created_at, sessionLifetime(level));
  if (end > session.expires_at) return session.expires_at;
  return end;
}

/** The live sessions of one user that are beyond the newest 50. */
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

/** The last 6 characters of a token; a session is named by them. */
export function isTokenSuffix(text: string): boolean {
  return /^[A-Za-z0-9_-]{6}$/.test(text);
}

/**
 * The sessions to end when a user destroys those with a suffix: every live one but the current. Logout is for
 * the current one, so a suffix that only it has is an error of its own.
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
