import type Sqlite from 'better-sqlite3';
import { insertRow } from './insert-row.ts';
import { toMarkedNumber, toMarkedText, toMarkedTime } from './marks.ts';
import type { ModelUser } from './model.ts';

/** A row of a user in each table that only higher ranks read, every value of it marked. */
export function insertOwnedRows(sqlite: Sqlite.Database, user: ModelUser): void {
  const mark = { reader: 'admin', userId: user.id } as const;
  const text = (column: string) => toMarkedText(mark, column);
  insertChat(sqlite, user.id, text);
  insertBot(sqlite, user.id, text);
  insertRow(sqlite, 'subscription_history', {
    user_id: user.id,
    old_tier: 0,
    new_tier: user.subscription_tier,
    reason: text('subscription'),
    granted_by_id: null,
    created_at: toMarkedTime(mark),
  });
  const kick = {
    action_type: 'CHAT_KICK',
    reason: text('kick'),
    expires_at: null,
    lifted_at: toMarkedTime(mark, 1),
    created_at: toMarkedTime(mark),
  };
  const id = insertRow(sqlite, 'moderation_actions', { user_id: user.id, ...kick });
  user.actions.push({ id, ...kick });
}

type ToText = (column: string) => string;

function insertChat(sqlite: Sqlite.Database, owner_id: number, text: ToText): void {
  insertRow(sqlite, 'chats', {
    id: toMarkedNumber({ reader: 'admin', userId: owner_id }),
    owner_id,
    chat_type: text('type'),
    name: text('name'),
    visibility: text('visibility'),
    label: text('label'),
    slug: text('slug'),
    description: text('description'),
    avatar_url: text('picture'),
    archived: 1,
  });
}

function insertBot(sqlite: Sqlite.Database, owner_id: number, text: ToText): void {
  const mark = { reader: 'admin', userId: owner_id } as const;
  insertRow(sqlite, 'bots', {
    id: toMarkedNumber(mark, 1),
    owner_id,
    name: text('bot'),
    platform: 'telegram',
    bot_type: 2,
    is_active: 1,
    rate_limit_per_hour: toMarkedNumber(mark, 2),
    groups: toMarkedNumber(mark, 3),
    users: toMarkedNumber(mark, 4),
    avatar_url: text('bot-picture'),
    latency_ms: null,
    is_verified: 0,
    last_activity_at: toMarkedTime(mark, 2),
    created_at: toMarkedTime(mark, 3),
    updated_at: toMarkedTime(mark, 4),
  });
}
