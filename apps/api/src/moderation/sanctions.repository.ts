import { type ModerationAction, RESTRICTING_ACTION_TYPES } from '@portal/domain';
import { type RawBuilder, sql } from 'kysely';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { prepareQuery } from '../store/sqlite/prepared-query.ts';
import { MODERATION_COLUMNS, toModerationAction } from './moderation.repository.ts';

const unlifted = build
  .selectFrom('moderation_actions')
  .where('lifted_at', 'is', null)
  .where(
    'action_type',
    'in',
    RESTRICTING_ACTION_TYPES.map((type) => sql.lit(type)),
  );

const sanctionsOf = prepareQuery((userId: number) =>
  unlifted.select(MODERATION_COLUMNS).where('user_id', '=', userId).orderBy('id'),
);

/** Platform timeouts and bans that were not lifted. The domain decides if they are still active. */
export function findSanctions(db: Connection, userId: number): readonly ModerationAction[] {
  return sanctionsOf.all(db, userId).map(toModerationAction);
}

/** A column of `users` rows: 1 if `findSanctions` would find any. This check is much cheaper than the query. */
export const hasSanctions: RawBuilder<0 | 1> = sql`exists ${unlifted
  .select('id')
  .where('user_id', '=', sql.ref<number>('users.id'))}`;
