import { HISTORY_LIMIT, type ModerationAction } from '@portal/domain';
import type { Selectable } from 'kysely';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { prepareQuery } from '../store/sqlite/prepared-query.ts';
import type { ModerationActionsTable } from '../store/tables.ts';

/** The readable fields of an action. Nobody may read who made it. */
export const MODERATION_COLUMNS = [
  'id',
  'action_type',
  'reason',
  'expires_at',
  'lifted_at',
  'created_at',
] as const;

const actionsOf = prepareQuery((userId: number) =>
  build
    .selectFrom('moderation_actions')
    .select(MODERATION_COLUMNS)
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(HISTORY_LIMIT),
);

export function findModerationActions(db: Connection, userId: number): readonly ModerationAction[] {
  return actionsOf.all(db, userId).map(toModerationAction);
}

export function toModerationAction(
  row: Pick<Selectable<ModerationActionsTable>, (typeof MODERATION_COLUMNS)[number]>,
): ModerationAction {
  const { id, action_type, reason, expires_at, lifted_at, created_at } = row;
  const is_lifted = lifted_at !== null;
  return { id, action_type, reason, is_lifted, expires_at, lifted_at, created_at };
}
