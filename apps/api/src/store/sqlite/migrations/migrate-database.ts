import { OperatorError } from '@portal/serving/operator-error';
import { Kysely, type LogEvent } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { MIGRATION_TABLE } from '../file/examine-file.ts';
import type { SqliteFile } from '../file/open-for-reading.ts';
import type { OnStatement, StatementRun } from '../statement.ts';
import { MigrationDialect } from './migration-dialect.ts';
import { migrations } from './migrations.ts';

/**
 * Runs the missing migrations of a database in one transaction and returns their names. If two processes start at the
 * same time, the second waits and then has nothing to do.
 */
export async function migrateDatabase(
  sqlite: SqliteFile,
  known: Readonly<Record<string, Migration>> = migrations,
  onStatement?: OnStatement,
): Promise<readonly string[]> {
  const log = (event: LogEvent) => onStatement?.(toStatementRun(event));
  const migrator = new Migrator({
    db: new Kysely({ dialect: new MigrationDialect(sqlite), log }),
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

function toStatementRun(event: LogEvent): StatementRun {
  const { query, queryDurationMillis: milliseconds } = event;
  const failure = event.level === 'error' && { error: event.error };
  return { sql: query.sql, milliseconds, ...failure };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
