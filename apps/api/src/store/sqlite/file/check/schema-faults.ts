import Sqlite from 'better-sqlite3';
import { migrateDatabase } from '../../migrations/migrate-database.ts';
import { migrations } from '../../migrations/migrations.ts';
import { readMigrations } from '../examine-file.ts';
import type { SqliteFile } from '../open-for-reading.ts';
import type { Fault } from './fault.ts';

export type Schema = ReadonlyMap<string, string | null>;

/** Tables and indexes by name, with the SQL that made them, as the named migrations leave them. */
export async function createExpectedSchema(names: readonly string[]): Promise<Schema> {
  const sqlite = new Sqlite(':memory:');
  const known = Object.entries(migrations).filter(([name]) => names.includes(name));
  try {
    await migrateDatabase(sqlite, Object.fromEntries(known));
    return readSchema(sqlite);
  } finally {
    sqlite.close();
  }
}

/** Where a file differs from its migrations; STRICT and every constraint are part of the SQL. */
export function findSchemaFaults(sqlite: SqliteFile, expected: Schema): readonly Fault[] {
  const found = readSchema(sqlite);
  const names = new Set([...expected.keys(), ...found.keys()]);
  return [...names]
    .filter((name) => found.get(name) !== expected.get(name))
    .map((name) => ({ fault: `the schema has another ${name} than the migrations make` }));
}

/** Those that a file has not seen are no fault: the next command runs them. */
export function readKnownMigrations(sqlite: SqliteFile): readonly string[] {
  return readMigrations(sqlite).filter((name) => Object.hasOwn(migrations, name));
}

function readSchema(sqlite: SqliteFile): Schema {
  const rows = sqlite
    .prepare<[], { name: string; sql: string | null }>('select name, sql from sqlite_schema')
    .all();
  return new Map(rows.map(({ name, sql }) => [name, sql]));
}
