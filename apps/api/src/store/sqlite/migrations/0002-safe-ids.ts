import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const TABLES_WITH_IDS = [
  'users',
  'sessions',
  'moderation_actions',
  'chats',
  'bots',
  'subscription_history',
  'permission_history',
];

/** JavaScript cannot distinguish ids above 2^53 - 1, so two users could become one. */
export const safeIds: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const table of TABLES_WITH_IDS) {
      const constraint = sql.id(`${table}_safe_id`);
      await sql`alter table ${sql.table(table)} add constraint ${constraint} check (id between 1 and 9007199254740991)`.execute(
        db,
      );
    }
  },
};
