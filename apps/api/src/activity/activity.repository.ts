import type { Timestamp } from '@portal/domain';
import type { Kysely } from 'kysely';
import type { Database } from '../database/tables.ts';

/** Moves a user's last activity forward, never back. */
export async function updateLastActivity(
  db: Kysely<Database>,
  id: number,
  seen: Timestamp,
): Promise<void> {
  await db
    .updateTable('users')
    .set({ last_activity_at: seen })
    .where('id', '=', id)
    .where((where) =>
      where.or([where('last_activity_at', 'is', null), where('last_activity_at', '<', seen)]),
    )
    .execute();
}
