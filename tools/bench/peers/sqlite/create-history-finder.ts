import {
  addSeconds,
  HISTORY_LIMIT,
  NO_HISTORIES,
  type PermissionChange,
  type SubscriptionChange,
  sessionLifetime,
} from '@portal/domain';
import type { Database } from 'better-sqlite3';
import type { AccountStore } from '../accounts/account-store.ts';
import {
  type BotRow,
  type ChatRow,
  type ModerationRow,
  type SessionRow,
  toBot,
  toChat,
  toModerationAction,
  toPastSession,
} from './history-rows.ts';

const NEWEST_FIRST = `order by created_at desc, id desc limit ${HISTORY_LIMIT}`;

/** Finds the histories of a user, and of those only what the viewer will be shown. */
export function createHistoryFinder(sqlite: Database): AccountStore['findHistories'] {
  const moderation = sqlite.prepare<[number], ModerationRow>(`
    select id, action_type, reason, expires_at, lifted_at, created_at
    from moderation_actions where user_id = ? ${NEWEST_FIRST}`);
  const chats = sqlite.prepare<[number], ChatRow>(`
    select id, chat_type, name, visibility, label, slug, description, avatar_url, archived
    from chats where owner_id = ? order by id desc limit ${HISTORY_LIMIT}`);
  const bots = sqlite.prepare<[number], BotRow>(`
    select id, name, platform, owner_id, bot_type, is_active, rate_limit_per_hour, groups, users,
      avatar_url, latency_ms, is_verified, last_activity_at, created_at, updated_at
    from bots where owner_id = ? ${NEWEST_FIRST}`);
  const subscriptions = sqlite.prepare<[number], SubscriptionChange>(`
    select id, old_tier, new_tier, reason, granted_by_id, created_at
    from subscription_history where user_id = ? ${NEWEST_FIRST}`);
  const permissions = sqlite.prepare<[number], PermissionChange>(`
    select id, old_level, new_level, reason, changed_by_id, created_at
    from permission_history where user_id = ? ${NEWEST_FIRST}`);
  const sessions = sqlite.prepare<[number, string, string], SessionRow>(`
    select token_suffix, created_at, client_ip, user_agent, geo from sessions
    where user_id = ? and (ended_at is not null or expires_at <= ? or created_at <= ?)
    ${NEWEST_FIRST}`);

  return ({ id, permission_level }, { tier, now }) => {
    if (tier === 'moderator') return NO_HISTORIES;
    const oldestLive = addSeconds(now, -sessionLifetime(permission_level));
    return {
      moderation_actions: moderation.all(id).map(toModerationAction),
      chats: chats.all(id).map(toChat),
      bots: bots.all(id).map(toBot),
      subscription_history: subscriptions.all(id),
      permission_history: permissions.all(id),
      session_history: tier === 'owner' ? sessions.all(id, now, oldestLive).map(toPastSession) : [],
    };
  };
}
