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

/** Whose session starts, and how. */
export interface SessionStart extends Pick<NewSession, 'origin' | 'client_ip' | 'user_agent'> {
  readonly user: Pick<User, 'id' | 'permission_level'>;
  /** Seconds; the lifetime of the user's level if it is left out, and never longer. */
  readonly ttl?: number | undefined;
}

export interface StartedSession {
  readonly token: string;
  readonly expires_at: Timestamp;
  /** Seconds it has left. */
  readonly max_age: number;
}

/** Starts a session; live ones beyond the newest 50 end. The token is in the answer and nowhere else. */
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
