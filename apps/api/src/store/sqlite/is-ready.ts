import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import { MIGRATION_TABLE } from './file/examine-file.ts';
import { migrations } from './migrations/migrations.ts';
import { prepareQuery } from './prepared-query.ts';

const seenMigrations = prepareQuery(
  () => sql<{ name: string }>`select name from ${sql.table(MIGRATION_TABLE)} order by name`,
);
const anyUser = prepareQuery(() => sql`select id from users limit 1`);

/** True if the database can be read and has exactly this version's schema. Returns false instead of an error. */
export function isReady(db: Connection): boolean {
  try {
    anyUser.first(db);
    const seen = seenMigrations.all(db).map(({ name }) => name);
    return seen.join() === Object.keys(migrations).join();
  } catch {
    return false;
  }
}
