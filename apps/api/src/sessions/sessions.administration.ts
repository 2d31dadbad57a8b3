import { addSeconds, sessionLifetime, type Timestamp } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import type { Connection } from '../store/sqlite/connection.ts';
import type { SessionsTable } from '../store/tables.ts';
import { requireUser } from '../users/require-user.ts';
import { endSession, insertSession } from './session.repository.ts';
import { createSessionToken, isSessionToken, tokenSuffix } from './session-token.ts';

export interface SessionRequest {
  readonly username: string;
  readonly origin: SessionsTable['origin'];
  /** Seconds; the lifetime of the user's level when left out, and never longer in effect. */
  readonly ttl?: number | undefined;
}

export interface IssuedSession {
  readonly token: string;
  readonly token_suffix: string;
  readonly user_id: number;
  readonly username: string;
  readonly expires_at: Timestamp;
}

/** Makes a session; the token is in the answer and nowhere else. */
export function issueSession(
  trx: Connection,
  { username, origin, ttl }: SessionRequest,
  now: Timestamp,
): IssuedSession {
  const user = requireUser(trx, username);
  const lifetime = sessionLifetime(user.permission_level);
  const expires_at = addSeconds(now, Math.min(ttl ?? lifetime, lifetime));
  const token = createSessionToken();
  insertSession(trx, { user_id: user.id, token, origin, created_at: now, expires_at });
  return {
    token,
    token_suffix: tokenSuffix(token),
    user_id: user.id,
    username: user.username,
    expires_at,
  };
}

/** Ends a session by its token; throws when no session that could still be ended has it. */
export function endSessionByToken(
  trx: Connection,
  token: string,
  now: Timestamp,
): { token_suffix: string; ended_at: Timestamp } {
  if (!isSessionToken(token) || !endSession(trx, token, now)) {
    throw new OperatorError('no session that is still open has that token');
  }
  return { token_suffix: tokenSuffix(token), ended_at: now };
}
