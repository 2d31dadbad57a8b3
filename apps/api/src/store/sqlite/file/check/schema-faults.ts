import Sqlite from 'better-sqlite3';
import { migrateDatabase } from '../../migrations/migrate-database.ts';
import { migrations } from '../../migrations/migrations.ts';
import { readMigrations } from '../examine-file.ts';
import type { SqliteFile } from '../open-for-reading.ts';
import type { Fault } from './fault.ts';

/** Tables, indexes, triggers and views by name. */
export type Schema = ReadonlyMap<string, SchemaObject>;

interface SchemaObject {
  readonly name: string;
  /** The table of an index or a trigger. For a table or a view, its own name. */
  readonly table: string;
  /** The SQL that created it. Null for the index of a constraint. */
  readonly sql: string | null;
}

/** The schema after the named migrations. */
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

/**
 * The differences between a file's schema and its migrations. STRICT and every constraint are part of the SQL.
 * Tables of other programs, with their indexes and triggers, are ignored.
 */
export function findSchemaFaults(sqlite: SqliteFile, expected: Schema): readonly Fault[] {
  const found = readSchema(sqlite);
  const ours = [...found.values()].filter(({ table }) => expected.has(table));
  const names = new Set([...expected.keys(), ...ours.map(({ name }) => name)]);
  return [...names]
    .filter((name) => found.get(name)?.sql !== expected.get(name)?.sql)
    .map((name) => ({ fault: `the schema has another ${name} than the migrations make` }));
}

/** Tables and views that no migration creates, such as those of Litestream. */
export function findSchemaRemarks(sqlite: SqliteFile, expected: Schema): readonly string[] {
  return [...readSchema(sqlite).values()]
    .filter(({ name, table }) => name === table && !expected.has(name))
    .map(({ name }) => `${name} is not a table of Portal; it is left alone`);
}

/** Missing migrations are no fault: `portal migrate` runs them. */
export function readKnownMigrations(sqlite: SqliteFile): readonly string[] {
  return readMigrations(sqlite).filter((name) => Object.hasOwn(migrations, name));
}

function readSchema(sqlite: SqliteFile): Schema {
  const rows = sqlite
    .prepare<[], SchemaObject>(
      // Names that begin with sqlite_ belong to SQLite, such as the statistics of ANALYZE.
      `select name, tbl_name as "table", sql from sqlite_schema where name not like 'sqlite\\_%' escape '\\'`,
    )
    .all();
  return new Map(rows.map((object) => [object.name, object]));
}
