import type { Timestamp } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import { systemClock } from '../clock.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import type { SessionsTable } from '../store/tables.ts';
import { requireUser, type UserReference } from '../users/require-user.ts';
import {
  endAllSessions,
  endSession,
  endSessionsOf,
  findLiveSessions,
  type LiveSession,
} from './session.repository.ts';
import { isSessionToken, tokenSuffix } from './session-token.ts';
import { startSession } from './start-session.ts';

export interface SessionRequest {
  readonly user: UserReference;
  readonly origin: SessionsTable['origin'];
  /** In seconds. Default and maximum: the lifetime of the user's level. */
  readonly ttl?: number | undefined;
}

export interface IssuedSession {
  readonly token: string;
  readonly token_suffix: string;
  readonly user_id: number;
  readonly username: string;
  readonly expires_at: Timestamp;
}

/** Creates a session. Only the result has the token. */
export function issueSession(
  trx: Connection,
  { user: reference, origin, ttl }: SessionRequest,
  now: Timestamp,
): IssuedSession {
  const user = requireUser(trx, reference);
  const { token, expires_at } = startSession(trx, { user, origin, ttl }, now);
  const { id: user_id, username } = user;
  return { token, token_suffix: tokenSuffix(token), user_id, username, expires_at };
}

export interface OpenSessions {
  readonly user_id: number;
  readonly username: string;
  readonly sessions: readonly Omit<LiveSession, 'id' | 'geo'>[];
}

/** The open sessions of a user, newest first. */
export function listSessions(
  db: Connection,
  reference: UserReference,
  now: Timestamp = systemClock(),
): OpenSessions {
  const user = requireUser(db, reference);
  const sessions = findLiveSessions(db, user, now).map(({ id, geo, ...session }) => session);
  return { user_id: user.id, username: user.username, sessions };
}

/** One session by its token, the open sessions of a user (only those with the suffix, if given), or all. */
export type SessionsToEnd =
  | { readonly token: string }
  | { readonly user: UserReference; readonly suffix?: string | undefined }
  | 'all';

export type EndedSessions =
  | { readonly token_suffix: string; readonly ended_at: Timestamp }
  | { readonly user_id: number; readonly username: string; readonly ended_sessions: number }
  | { readonly ended_sessions: number };

/** Ends sessions. Throws an OperatorError if no open session has the token or the suffix. */
export function endSessions(trx: Connection, which: SessionsToEnd, now: Timestamp): EndedSessions {
  if (which === 'all') return { ended_sessions: endAllSessions(trx, now) };
  if ('token' in which) return endSessionByToken(trx, which.token, now);
  const { id: user_id, username } = requireUser(trx, which.user);
  const ended_sessions = endSessionsOf(trx, { user_id, token_suffix: which.suffix }, now);
  if (which.suffix !== undefined && ended_sessions === 0) {
    throw new OperatorError(`${username} has no open session whose token ends in ${which.suffix}`);
  }
  return { user_id, username, ended_sessions };
}

/** Ends a session by its token. Throws an OperatorError if no open session has it. */
export function endSessionByToken(
  trx: Connection,
  token: string,
  now: Timestamp,
): { token_suffix: string; ended_at: Timestamp } {
  if (!isSessionToken(token) || !endSession(trx, token, now)) {
    throw new OperatorError('no open session has that token');
  }
  return { token_suffix: tokenSuffix(token), ended_at: now };
}
