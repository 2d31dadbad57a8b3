import {
  type Bot,
  type Chat,
  HISTORY_LIMIT,
  type Histories,
  type PermissionChange,
  type SubscriptionChange,
} from '@portal/domain';
import type { Kysely } from 'kysely';
import type { Database } from '../database/tables.ts';
import { findModerationActions } from './moderation.repository.ts';

/** Every history but the past sessions, which only Owners read. */
export async function findHistories(
  db: Kysely<Database>,
  userId: number,
): Promise<Omit<Histories, 'session_history'>> {
  return {
    moderation_actions: await findModerationActions(db, userId),
    chats: await findChats(db, userId),
    bots: await findBots(db, userId),
    subscription_history: await findSubscriptionChanges(db, userId),
    permission_history: await findPermissionChanges(db, userId),
  };
}

async function findChats(db: Kysely<Database>, ownerId: number): Promise<readonly Chat[]> {
  const rows = await db
    .selectFrom('chats')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('id', 'desc')
    .limit(HISTORY_LIMIT)
    .execute();
  return rows.map(({ owner_id, archived, ...chat }) => ({ ...chat, archived: archived === 1 }));
}

async function findBots(db: Kysely<Database>, ownerId: number): Promise<readonly Bot[]> {
  const rows = await db
    .selectFrom('bots')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(HISTORY_LIMIT)
    .execute();
  return rows.map(({ is_active, is_verified, ...bot }) => ({
    ...bot,
    is_active: is_active === 1,
    is_verified: is_verified === 1,
  }));
}

async function findSubscriptionChanges(
  db: Kysely<Database>,
  userId: number,
): Promise<readonly SubscriptionChange[]> {
  return db
    .selectFrom('subscription_history')
    .select(['id', 'old_tier', 'new_tier', 'reason', 'granted_by_id', 'created_at'])
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(HISTORY_LIMIT)
    .execute();
}

async function findPermissionChanges(
  db: Kysely<Database>,
  userId: number,
): Promise<readonly PermissionChange[]> {
  return db
    .selectFrom('permission_history')
    .select(['id', 'old_level', 'new_level', 'reason', 'changed_by_id', 'created_at'])
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(HISTORY_LIMIT)
    .execute();
}
