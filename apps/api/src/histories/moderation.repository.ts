import { HISTORY_LIMIT, type ModerationAction } from '@portal/domain';
import type { Selectable } from 'kysely';
import { build } from '../database/build.ts';
import type { Connection } from '../database/connection.ts';
import type { ModerationActionsTable } from '../database/tables.ts';

export function findModerationActions(db: Connection, userId: number): readonly ModerationAction[] {
  const rows = db.all(
    build
      .selectFrom('moderation_actions')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(HISTORY_LIMIT),
  );
  return rows.map(toModerationAction);
}

export function toModerationAction(row: Selectable<ModerationActionsTable>): ModerationAction {
  const { id, action_type, reason, expires_at, lifted_at, created_at } = row;
  const is_lifted = lifted_at !== null;
  return { id, action_type, reason, is_lifted, expires_at, lifted_at, created_at };
}
