import type Sqlite from 'better-sqlite3';

/** Answers the id that the row was given. */
export function insertRow(sqlite: Sqlite.Database, table: string, row: object): number {
  const columns = Object.keys(row);
  const slots = columns.map((column) => `@${column}`);
  const statement = `insert into ${table} (${columns}) values (${slots})`;
  return Number(sqlite.prepare(statement).run(row).lastInsertRowid);
}
