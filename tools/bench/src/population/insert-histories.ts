import { createHash } from 'node:crypto';
import type { Histories, PastSession } from '@portal/domain';
import type { Insert } from './inserter.ts';

/** Puts histories into their tables; nobody has the tokens of past sessions. */
export function insertHistories(insert: Insert, owner: number, histories: Histories): void {
  const user_id = owner;
  for (const { is_lifted, ...action } of histories.moderation_actions) {
    insert('moderation_actions', { ...action, user_id });
  }
  for (const chat of histories.chats) {
    insert('chats', { ...chat, owner_id: owner, archived: Number(chat.archived) });
  }
  for (const { is_active, is_verified, ...bot } of histories.bots) {
    insert('bots', { ...bot, is_active: Number(is_active), is_verified: Number(is_verified) });
  }
  for (const change of histories.subscription_history) {
    insert('subscription_history', { ...change, user_id });
  }
  for (const change of histories.permission_history) {
    insert('permission_history', { ...change, user_id });
  }
  // Of two of one moment the later row is shown first.
  for (const past of histories.session_history.toReversed()) insertPast(insert, user_id, past);
}

function insertPast(insert: Insert, user_id: number, { geo, ...past }: PastSession): void {
  insert('sessions', {
    ...past,
    user_id,
    token_hash: createHash('sha256').update(`past ${user_id} ${past.token_suffix}`).digest('hex'),
    origin: 'command_line',
    expires_at: past.created_at,
    ended_at: past.created_at,
    geo: geo && JSON.stringify(geo),
  });
}
