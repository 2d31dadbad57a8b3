import type { PermissionLevel, SessionTimes, Timestamp } from '@portal/domain';
import type { Kysely } from 'kysely';
import { prepareQuery } from '../database/prepared-query.ts';
import type { Database, SessionsTable } from '../database/tables.ts';
import { hashSessionToken, tokenSuffix } from './session-token.ts';

/** A session with what is needed to judge it and the user behind it. */
export interface FoundSession extends SessionTimes {
  readonly user_id: number;
  readonly permission_level: PermissionLevel;
  readonly last_activity_at: Timestamp | null;
}

// Scalar subqueries on purpose: the same as a join takes four times as long on this build of SQLite.
const sessionByHash = prepareQuery((db, hash: string) =>
  db
    .selectFrom('sessions')
    .select((select) => [
      'user_id',
      'created_at',
      'expires_at',
      'ended_at',
      select
        .selectFrom('users')
        .select('permission_level')
        .whereRef('users.id', '=', 'sessions.user_id')
        .$asScalar()
        .$notNull()
        .as('permission_level'),
      select
        .selectFrom('users')
        .select('last_activity_at')
        .whereRef('users.id', '=', 'sessions.user_id')
        .as('last_activity_at'),
    ])
    .where('token_hash', '=', hash),
);

export async function findSession(
  db: Kysely<Database>,
  token: string,
): Promise<FoundSession | undefined> {
  return sessionByHash.executeTakeFirst(db, hashSessionToken(token));
}

export interface NewSession {
  readonly user_id: number;
  readonly token: string;
  readonly origin: SessionsTable['origin'];
  readonly created_at: Timestamp;
  readonly expires_at: Timestamp;
}

export async function insertSession(
  db: Kysely<Database>,
  { token, ...session }: NewSession,
): Promise<void> {
  await db
    .insertInto('sessions')
    .values({
      ...session,
      token_hash: hashSessionToken(token),
      token_suffix: tokenSuffix(token),
    })
    .execute();
}

/** Ends a session that has not ended, and tells whether there was one. */
export async function endSession(
  db: Kysely<Database>,
  token: string,
  now: Timestamp,
): Promise<boolean> {
  const result = await db
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('token_hash', '=', hashSessionToken(token))
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Ends what a user has open, and tells how many those were; what has expired is left as it is. */
export async function endSessionsOf(
  db: Kysely<Database>,
  userId: number,
  now: Timestamp,
): Promise<number> {
  const result = await db
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Ends what a demo left behind. */
export async function endDemoSessions(db: Kysely<Database>, now: Timestamp): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('origin', '=', 'demo')
    .where('ended_at', 'is', null)
    .execute();
}
