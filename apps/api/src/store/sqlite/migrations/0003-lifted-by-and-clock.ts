import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The user who lifted a moderation action, and the latest time at which any process wrote. */
export const liftedByAndClock: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('moderation_actions')
      .addColumn('lifted_by_id', 'integer', (column) => column.references('users.id'))
      .execute();
    await db.schema
      .createTable('clock')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('latest', 'text', (column) => column.notNull())
      .addCheckConstraint('clock_one_row', sql`id = 1`)
      .modifyEnd(sql`strict`)
      .execute();
    await sql`insert into clock (id, latest) values (1, '1970-01-01T00:00:00Z')`.execute(db);
  },
};
