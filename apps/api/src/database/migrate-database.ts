import { OperatorError } from '@portal/serving/operator-error';
import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { MIGRATION_TABLE } from './examine-file.ts';
import { migrations } from './migrations/migrations.ts';

/**
 * Runs the migrations a database lacks, all in one transaction, and answers their names. Two processes may
 * start at once: the second waits and finds nothing left to do.
 */
export async function migrateDatabase<TDatabase>(
  db: Kysely<TDatabase>,
  known: Readonly<Record<string, Migration>> = migrations,
): Promise<readonly string[]> {
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

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
