import {
  type Bot,
  type Chat,
  HISTORY_LIMIT,
  type Histories,
  type PermissionChange,
  type SubscriptionChange,
} from '@portal/domain';
import { findModerationActions } from '../moderation/moderation.repository.ts';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { prepareQuery } from '../store/sqlite/prepared-query.ts';

/** Every history except past sessions, which only Owners see. */
export function findHistories(db: Connection, userId: number): Omit<Histories, 'session_history'> {
  return {
    moderation_actions: findModerationActions(db, userId),
    chats: findChats(db, userId),
    bots: findBots(db, userId),
    subscription_history: findSubscriptionChanges(db, userId),
    permission_history: findPermissionChanges(db, userId),
  };
}

const chatsOf = prepareQuery((ownerId: number) =>
  build
    .selectFrom('chats')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('id', 'desc')
    .limit(HISTORY_LIMIT),
);

function findChats(db: Connection, ownerId: number): readonly Chat[] {
  const rows = chatsOf.all(db, ownerId);
  return rows.map(({ owner_id, archived, ...chat }) => ({ ...chat, archived: archived === 1 }));
}

const botsOf = prepareQuery((ownerId: number) =>
  build
    .selectFrom('bots')
    .select([
      'id',
      'name',
      'platform',
      'owner_id',
      'bot_type',
      'is_active',
      'rate_limit_per_hour',
      'groups',
      'users',
      'avatar_url',
      'latency_ms',
      'is_verified',
      'last_activity_at',
      'created_at',
      'updated_at',
    ])
    .where('owner_id', '=', ownerId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(HISTORY_LIMIT),
);

function findBots(db: Connection, ownerId: number): readonly Bot[] {
  const rows = botsOf.all(db, ownerId);
  return rows.map(({ is_active, is_verified, ...bot }) => ({
    ...bot,
    is_active: is_active === 1,
    is_verified: is_verified === 1,
  }));
}

const subscriptionChangesOf = prepareQuery((userId: number) =>
  build
    .selectFrom('subscription_history')
    .select(['id', 'old_tier', 'new_tier', 'reason', 'granted_by_id', 'created_at'])
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(HISTORY_LIMIT),
);

function findSubscriptionChanges(db: Connection, userId: number): readonly SubscriptionChange[] {
  return subscriptionChangesOf.all(db, userId);
}

const permissionChangesOf = prepareQuery((userId: number) =>
  build
    .selectFrom('permission_history')
    .select(['id', 'old_level', 'new_level', 'reason', 'changed_by_id', 'created_at'])
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(HISTORY_LIMIT),
);

function findPermissionChanges(db: Connection, userId: number): readonly PermissionChange[] {
  return permissionChangesOf.all(db, userId);
}
