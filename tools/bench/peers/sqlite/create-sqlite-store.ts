import type { Database } from 'better-sqlite3';
import type { AccountStore, StoredSession } from '../accounts/account-store.ts';
import { createHistoryFinder } from './create-history-finder.ts';
import { createUserFinder } from './create-user-finder.ts';
import { type ModerationRow, toModerationAction } from './history-rows.ts';

/** Asks by statements that are prepared once, as the users of better-sqlite3 do. */
export function createSqliteStore(sqlite: Database): AccountStore {
  // A scalar subquery: on this build of SQLite the join takes four times as long.
  const sessionByHash = sqlite.prepare<[string], StoredSession>(`
    select user_id, created_at, expires_at, ended_at,
      (select permission_level from users where id = user_id) as permission_level
    from sessions where token_hash = ?`);
  const unliftedSanctions = sqlite.prepare<[number], ModerationRow>(`
    select id, action_type, reason, expires_at, lifted_at, created_at from moderation_actions
    where user_id = ? and lifted_at is null and action_type in ('PLATFORM_TIMEOUT', 'PLATFORM_BAN')`);
  const setUser = sqlite.prepare(`
    update users set username = @username, username_key = lower(@username),
      avatar_source = @avatar_source, updated_at = @updated_at
    where id = @id`);
  const transact = sqlite.transaction((work: () => unknown) => work());

  return {
    ...createUserFinder(sqlite),
    findSession: (tokenHash) => sessionByHash.get(tokenHash),
    findSanctions: (userId) => unliftedSanctions.all(userId).map(toModerationAction),
    findHistories: createHistoryFinder(sqlite),
    storeUser: ({ id, username, avatar_source, updated_at }) =>
      void setUser.run({ id, username, avatar_source, updated_at }),
    inTransaction: <TResult>(work: () => TResult) => transact.immediate(work) as TResult,
    close: () => void sqlite.close(),
  };
}
