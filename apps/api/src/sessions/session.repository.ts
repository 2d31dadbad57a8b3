import {
  addSeconds,
  type PermissionLevel,
  type SessionGeo,
  type SessionTimes,
  sessionEnd,
  sessionLifetime,
  type Timestamp,
} from '@portal/domain';
import { hasSanctions } from '../moderation/sanctions.repository.ts';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { prepareQuery } from '../store/sqlite/prepared-query.ts';
import type { SessionsTable } from '../store/tables.ts';
import { parseGeo } from './session-geo.ts';
import { hashSessionToken, tokenSuffix } from './session-token.ts';

/** A session with the data to check it and its user. */
export interface FoundSession extends SessionTimes {
  readonly session_id: number;
  readonly user_id: number;
  readonly permission_level: PermissionLevel;
  readonly last_activity_at: Timestamp | null;
  /** True if the user has sanctions to read. */
  readonly has_sanctions: 0 | 1;
}

const sessions = build
  .selectFrom('sessions')
  .innerJoin('users', 'users.id', 'user_id')
  .select([
    'sessions.id as session_id',
    'user_id',
    'sessions.created_at',
    'expires_at',
    'ended_at',
    'permission_level',
    'last_activity_at',
    hasSanctions.as('has_sanctions'),
  ]);

const sessionByHash = prepareQuery((hash: string) => sessions.where('token_hash', '=', hash));
const sessionById = prepareQuery((id: number) => sessions.where('sessions.id', '=', id));

export function findSession(db: Connection, token: string): FoundSession | undefined {
  return sessionByHash.first(db, hashSessionToken(token));
}

export function findSessionById(db: Connection, id: number): FoundSession | undefined {
  return sessionById.first(db, id);
}

export interface NewSession {
  readonly user_id: number;
  readonly token: string;
  readonly origin: SessionsTable['origin'];
  readonly created_at: Timestamp;
  readonly expires_at: Timestamp;
  readonly client_ip?: string | null | undefined;
  readonly user_agent?: string | null | undefined;
}

export function insertSession(db: Connection, { token, ...session }: NewSession): void {
  db.run(
    build.insertInto('sessions').values({
      ...session,
      token_hash: hashSessionToken(token),
      token_suffix: tokenSuffix(token),
    }),
  );
}

/** Ends an open session. Returns false if there is none. */
export function endSession(db: Connection, token: string, now: Timestamp): boolean {
  const result = db.run(
    build
      .updateTable('sessions')
      .set({ ended_at: now })
      .where('token_hash', '=', hashSessionToken(token))
      .where('ended_at', 'is', null),
  );
  return result > 0;
}

/** A user, and a choice of the user's sessions. */
export interface SessionsOfUser {
  readonly user_id: number;
  /** Only sessions whose token ends with this suffix. */
  readonly token_suffix?: string | undefined;
}

/** Ends the open sessions of a user and returns their number. Expired sessions do not change. */
export function endSessionsOf(
  db: Connection,
  { user_id, token_suffix }: SessionsOfUser,
  now: Timestamp,
): number {
  const open = endingOpen(now).where('user_id', '=', user_id);
  return db.run(token_suffix === undefined ? open : open.where('token_suffix', '=', token_suffix));
}

/** Ends the open sessions of all users and returns their number. */
export function endAllSessions(db: Connection, now: Timestamp): number {
  return db.run(endingOpen(now));
}

function endingOpen(now: Timestamp) {
  return build
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now);
}

/** A live session of a user. */
export interface LiveSession {
  readonly id: number;
  readonly token_suffix: string;
  readonly origin: SessionsTable['origin'];
  readonly created_at: Timestamp;
  readonly expires_at: Timestamp;
  readonly client_ip: string | null;
  readonly user_agent: string | null;
  readonly geo: SessionGeo | null;
}

const liveSessionsOf = prepareQuery((userId: number, now: Timestamp, oldest: Timestamp) =>
  build
    .selectFrom('sessions')
    .select([
      'id',
      'token_suffix',
      'origin',
      'created_at',
      'expires_at',
      'client_ip',
      'user_agent',
      'geo',
    ])
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('created_at', '>', oldest)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc'),
);

/** The live sessions of a user, newest first. `expires_at` includes the lifetime of the current level. */
export function findLiveSessions(
  db: Connection,
  { id, permission_level }: { readonly id: number; readonly permission_level: PermissionLevel },
  now: Timestamp,
): readonly LiveSession[] {
  const oldest = addSeconds(now, -sessionLifetime(permission_level));
  return liveSessionsOf.all(db, id, now, oldest).map((row) => ({
    ...row,
    expires_at: sessionEnd(row, permission_level),
    geo: parseGeo(row.geo),
  }));
}

export function endSessionsById(
  db: Connection,
  sessions: readonly { readonly id: number }[],
  now: Timestamp,
): void {
  const ids = sessions.map(({ id }) => id);
  if (ids.length === 0) return;
  db.run(build.updateTable('sessions').set({ ended_at: now }).where('id', 'in', ids));
}

/** Ends the sessions of an earlier demo. */
export function endDemoSessions(db: Connection, now: Timestamp): void {
  db.run(
    build
      .updateTable('sessions')
      .set({ ended_at: now })
      .where('origin', '=', 'demo')
      .where('ended_at', 'is', null),
  );
}
