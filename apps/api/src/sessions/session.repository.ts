import {
  addSeconds,
  type PermissionLevel,
  type SessionTimes,
  sessionLifetime,
  type Timestamp,
} from '@portal/domain';
import { hasSanctions } from '../moderation/sanctions.repository.ts';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { prepareQuery } from '../store/sqlite/prepared-query.ts';
import type { SessionsTable } from '../store/tables.ts';
import { hashSessionToken, tokenSuffix } from './session-token.ts';

/** A session with what is needed to judge it and the user behind it. */
export interface FoundSession extends SessionTimes {
  readonly user_id: number;
  readonly permission_level: PermissionLevel;
  readonly last_activity_at: Timestamp | null;
  /** Whether it is worth asking which. */
  readonly has_sanctions: 0 | 1;
}

const sessionByHash = prepareQuery((hash: string) =>
  build
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'user_id')
    .select([
      'user_id',
      'sessions.created_at',
      'expires_at',
      'ended_at',
      'permission_level',
      'last_activity_at',
      hasSanctions.as('has_sanctions'),
    ])
    .where('token_hash', '=', hash),
);

export function findSession(db: Connection, token: string): FoundSession | undefined {
  return sessionByHash.first(db, hashSessionToken(token));
}

export interface NewSession {
  readonly user_id: number;
  readonly token: string;
  readonly origin: SessionsTable['origin'];
  readonly created_at: Timestamp;
  readonly expires_at: Timestamp;
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

/** Ends a session that has not ended, and tells whether there was one. */
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

/** A user, and which of their sessions are meant. */
export interface SessionsOfUser {
  readonly user_id: number;
  /** Only those whose token ends so. */
  readonly token_suffix?: string | undefined;
}

/** Ends the open sessions of a user and returns how many they were; sessions that have expired stay as they are. */
export function endSessionsOf(
  db: Connection,
  { user_id, token_suffix }: SessionsOfUser,
  now: Timestamp,
): number {
  const open = endingOpen(now).where('user_id', '=', user_id);
  return db.run(token_suffix === undefined ? open : open.where('token_suffix', '=', token_suffix));
}

/** Ends everybody's open sessions and returns how many they were. */
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

/** A session as its user may see it. */
export interface OpenSession {
  readonly token_suffix: string;
  readonly origin: SessionsTable['origin'];
  readonly created_at: Timestamp;
  readonly expires_at: Timestamp;
  readonly client_ip: string | null;
  readonly user_agent: string | null;
}

/** The live sessions of a user, newest first; `expires_at` is the moment at which the current level ends them. */
export function findOpenSessions(
  db: Connection,
  user: { readonly id: number; readonly permission_level: PermissionLevel },
  now: Timestamp,
): readonly OpenSession[] {
  const lifetime = sessionLifetime(user.permission_level);
  const rows = db.all(
    build
      .selectFrom('sessions')
      .select(['token_suffix', 'origin', 'created_at', 'expires_at', 'client_ip', 'user_agent'])
      .where('user_id', '=', user.id)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', now)
      .where('created_at', '>', addSeconds(now, -lifetime))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc'),
  );
  return rows.map((row) => {
    const [expires_at = row.expires_at] = [
      row.expires_at,
      addSeconds(row.created_at, lifetime),
    ].toSorted();
    return { ...row, expires_at };
  });
}

/** Ends what a demo left behind. */
export function endDemoSessions(db: Connection, now: Timestamp): void {
  db.run(
    build
      .updateTable('sessions')
      .set({ ended_at: now })
      .where('origin', '=', 'demo')
      .where('ended_at', 'is', null),
  );
}
