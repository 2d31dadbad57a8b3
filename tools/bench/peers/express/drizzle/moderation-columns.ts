import type { ModerationAction } from '@portal/domain';
import { moderationActions } from './tables.ts';

const { id, action_type, reason, expires_at, lifted_at, created_at } = moderationActions;

export const moderationColumns = { id, action_type, reason, expires_at, lifted_at, created_at };

export function toModerationAction(row: Omit<ModerationAction, 'is_lifted'>): ModerationAction {
  return { ...row, is_lifted: row.lifted_at !== null };
}
