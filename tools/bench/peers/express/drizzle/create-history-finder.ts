import { addSeconds, HISTORY_LIMIT, NO_HISTORIES, sessionLifetime } from '@portal/domain';
import { and, desc, eq, getTableColumns, isNotNull, lte, or, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { AccountStore } from '../../accounts/account-store.ts';
import { moderationColumns, toModerationAction } from './moderation-columns.ts';
import * as tables from './tables.ts';

/** Finds the histories of a user, and of those only what the viewer will be shown. */
export function createHistoryFinder(db: BetterSQLite3Database): AccountStore['findHistories'] {
  const { moderationActions, bots, subscriptionHistory, permissionHistory } = tables;
  const ofUser = sql.placeholder('userId');
  const moderation = db
    .select(moderationColumns)
    .from(moderationActions)
    .where(eq(moderationActions.user_id, ofUser))
    .orderBy(desc(moderationActions.created_at), desc(moderationActions.id))
    .limit(HISTORY_LIMIT)
    .prepare();
  const chats = prepareChats(db);
  const ownBots = db
    .select()
    .from(bots)
    .where(eq(bots.owner_id, ofUser))
    .orderBy(desc(bots.created_at), desc(bots.id))
    .limit(HISTORY_LIMIT)
    .prepare();
  const { user_id: granted, ...subscriptionColumns } = getTableColumns(subscriptionHistory);
  const subscriptions = db
    .select(subscriptionColumns)
    .from(subscriptionHistory)
    .where(eq(granted, ofUser))
    .orderBy(desc(subscriptionHistory.created_at), desc(subscriptionHistory.id))
    .limit(HISTORY_LIMIT)
    .prepare();
  const { user_id: changed, ...permissionColumns } = getTableColumns(permissionHistory);
  const permissions = db
    .select(permissionColumns)
    .from(permissionHistory)
    .where(eq(changed, ofUser))
    .orderBy(desc(permissionHistory.created_at), desc(permissionHistory.id))
    .limit(HISTORY_LIMIT)
    .prepare();
  const pastSessions = preparePastSessions(db);

  return ({ id: userId, permission_level }, { tier, now }) => {
    if (tier === 'moderator') return NO_HISTORIES;
    const oldestLive = addSeconds(now, -sessionLifetime(permission_level));
    return {
      moderation_actions: moderation.all({ userId }).map(toModerationAction),
      chats: chats.all({ userId }),
      bots: ownBots.all({ userId }),
      subscription_history: subscriptions.all({ userId }),
      permission_history: permissions.all({ userId }),
      session_history: tier === 'owner' ? pastSessions.all({ userId, now, oldestLive }) : [],
    };
  };
}

function prepareChats(db: BetterSQLite3Database) {
  const { owner_id, ...columns } = getTableColumns(tables.chats);
  return db
    .select(columns)
    .from(tables.chats)
    .where(eq(owner_id, sql.placeholder('userId')))
    .orderBy(desc(columns.id))
    .limit(HISTORY_LIMIT)
    .prepare();
}

function preparePastSessions(db: BetterSQLite3Database) {
  const { id, user_id, token_suffix, created_at, client_ip, user_agent, geo, ...times } =
    tables.sessions;
  return db
    .select({ token_suffix, created_at, client_ip, user_agent, geo })
    .from(tables.sessions)
    .where(
      and(
        eq(user_id, sql.placeholder('userId')),
        or(
          isNotNull(times.ended_at),
          lte(times.expires_at, sql.placeholder('now')),
          lte(created_at, sql.placeholder('oldestLive')),
        ),
      ),
    )
    .orderBy(desc(created_at), desc(id))
    .limit(HISTORY_LIMIT)
    .prepare();
}
