import {
  addSeconds,
  sessionLifetime,
  sessionsBeyondLimit,
  type Timestamp,
  type User,
} from '@portal/domain';
import type { Connection } from '../store/sqlite/connection.ts';
import {
  endSessionsById,
  findLiveSessions,
  insertSession,
  type NewSession,
} from './session.repository.ts';
import { createSessionToken } from './session-token.ts';

/** The user of a new session, and its origin. */
export interface SessionStart extends Pick<NewSession, 'origin' | 'client_ip' | 'user_agent'> {
  readonly user: Pick<User, 'id' | 'permission_level'>;
  /** In seconds. Default and maximum: the lifetime of the user's level. */
  readonly ttl?: number | undefined;
}

export interface StartedSession {
  readonly token: string;
  readonly expires_at: Timestamp;
  /** Remaining lifetime in seconds. */
  readonly max_age: number;
}

/** Starts a session and ends live ones beyond the newest 50. Only the result has the token. */
export function startSession(
  trx: Connection,
  { user, ttl, ...session }: SessionStart,
  now: Timestamp,
): StartedSession {
  const lifetime = sessionLifetime(user.permission_level);
  const max_age = Math.min(ttl ?? lifetime, lifetime);
  const expires_at = addSeconds(now, max_age);
  const token = createSessionToken();
  insertSession(trx, { ...session, user_id: user.id, token, created_at: now, expires_at });
  const beyond = sessionsBeyondLimit(findLiveSessions(trx, user, now));
  endSessionsById(trx, beyond, now);
  return { token, expires_at, max_age };
}
