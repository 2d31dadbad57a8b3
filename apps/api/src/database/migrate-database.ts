import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { OperatorError } from '../operator-error.ts';
import { migrations } from './migrations/migrations.ts';

const MIGRATION_TABLE = 'kysely_migration';

/**
 * Runs the migrations a database lacks, all in one transaction, and answers their names. Two processes may
 * start at once: the second waits and finds nothing left to do. Throws an OperatorError for a newer database.
 */
export async function migrateDatabase<TDatabase>(
  db: Kysely<TDatabase>,
  known: Readonly<Record<string, Migration>> = migrations,
): Promise<readonly string[]> {
  await refuseNewerDatabase(db, known);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...known }) },
    migrationTableName: MIGRATION_TABLE,
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new OperatorError(
      `the database could not be migrated and is as it was: ${describe(error)}`,
      { cause: error },
    );
  }
  return results.map((result) => result.migrationName);
}

async function refuseNewerDatabase<TDatabase>(
  db: Kysely<TDatabase>,
  known: Readonly<Record<string, Migration>>,
): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === MIGRATION_TABLE)) return;
  const executed = await (db as unknown as Kysely<MigrationTable>)
    .selectFrom(MIGRATION_TABLE)
    .select('name')
    .execute();
  const unknown = executed.find(({ name }) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  throw new OperatorError(
    `the database was written by a newer version of Portal (it has ${unknown.name}); run that version or restore a backup`,
  );
}

interface MigrationTable {
  [MIGRATION_TABLE]: { name: string };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
