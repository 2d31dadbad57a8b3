import type { PermissionLevel, SessionTimes, Timestamp } from '@portal/domain';
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

/** Ends what a user has open, and tells how many those were; what has expired is left as it is. */
export function endSessionsOf(db: Connection, userId: number, now: Timestamp): number {
  const result = db.run(
    build
      .updateTable('sessions')
      .set({ ended_at: now })
      .where('user_id', '=', userId)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', now),
  );
  return result;
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
