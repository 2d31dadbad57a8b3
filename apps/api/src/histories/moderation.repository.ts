import { HISTORY_LIMIT, type ModerationAction } from '@portal/domain';
import type { Kysely, Selectable } from 'kysely';
import type { Database, ModerationActionsTable } from '../database/tables.ts';

export async function findModerationActions(
  db: Kysely<Database>,
  userId: number,
): Promise<readonly ModerationAction[]> {
  const rows = await db
    .selectFrom('moderation_actions')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(HISTORY_LIMIT)
    .execute();
  return rows.map(toModerationAction);
}

export function toModerationAction(row: Selectable<ModerationActionsTable>): ModerationAction {
  const { id, action_type, reason, expires_at, lifted_at, created_at } = row;
  const is_lifted = lifted_at !== null;
  return { id, action_type, reason, is_lifted, expires_at, lifted_at, created_at };
}
