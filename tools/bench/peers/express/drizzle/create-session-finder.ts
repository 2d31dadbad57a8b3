import type { PermissionLevel } from '@portal/domain';
import { eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { AccountStore } from '../../accounts/account-store.ts';
import { sessions, users } from './tables.ts';

/** Finds a session with the level that its user holds now. */
export function createSessionFinder(db: BetterSQLite3Database): AccountStore['findSession'] {
  const { user_id, created_at, expires_at, ended_at, token_hash } = sessions;
  // A scalar subquery: on this build of SQLite the join takes four times as long.
  const levelOfUser = db
    .select({ level: users.permission_level })
    .from(users)
    .where(eq(users.id, user_id));
  const sessionByHash = db
    .select({
      user_id,
      created_at,
      expires_at,
      ended_at,
      permission_level: sql<PermissionLevel>`(${levelOfUser})`,
    })
    .from(sessions)
    .where(eq(token_hash, sql.placeholder('hash')))
    .prepare();
  return (hash) => sessionByHash.get({ hash });
}
