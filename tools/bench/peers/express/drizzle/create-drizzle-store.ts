import { RESTRICTING_ACTION_TYPES, usernameKey } from '@portal/domain';
import type { Database } from 'better-sqlite3';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import type { AccountStore } from '../../accounts/account-store.ts';
import { createHistoryFinder } from './create-history-finder.ts';
import { createSessionFinder } from './create-session-finder.ts';
import { createUserFinder } from './create-user-finder.ts';
import { moderationColumns, toModerationAction } from './moderation-columns.ts';
import { moderationActions, users } from './tables.ts';

/** Asks through Drizzle, by statements that are prepared once, as its documentation advises. */
export function createDrizzleStore(sqlite: Database): AccountStore {
  const db = drizzle({ client: sqlite });
  const unliftedSanctions = prepareSanctions(db);
  const setUser = prepareUpdate(db);
  return {
    ...createUserFinder(db),
    findSession: createSessionFinder(db),
    findSanctions: (userId) => unliftedSanctions.all({ userId }).map(toModerationAction),
    findHistories: createHistoryFinder(db),
    storeUser: ({ id, username, avatar_source, updated_at }) =>
      void setUser.run({ id, username, key: usernameKey(username), avatar_source, updated_at }),
    inTransaction: (work) => db.transaction(work, { behavior: 'immediate' }),
    close: () => void sqlite.close(),
  };
}

function prepareSanctions(db: BetterSQLite3Database) {
  const { user_id, lifted_at, action_type } = moderationActions;
  return db
    .select(moderationColumns)
    .from(moderationActions)
    .where(
      and(
        eq(user_id, sql.placeholder('userId')),
        isNull(lifted_at),
        inArray(action_type, [...RESTRICTING_ACTION_TYPES]),
      ),
    )
    .prepare();
}

function prepareUpdate(db: BetterSQLite3Database) {
  return db
    .update(users)
    .set({
      username: sql`${sql.placeholder('username')}`,
      username_key: sql`${sql.placeholder('key')}`,
      avatar_source: sql`${sql.placeholder('avatar_source')}`,
      updated_at: sql`${sql.placeholder('updated_at')}`,
    })
    .where(eq(users.id, sql.placeholder('id')))
    .prepare();
}
