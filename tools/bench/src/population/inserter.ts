import type { Database, Statement } from 'better-sqlite3';

type Row = Readonly<Record<string, string | number | null>>;

/** Inserts a row; the first one of a table decides its columns. */
export type Insert = (table: string, row: Row) => void;

export function createInserter(sqlite: Database): Insert {
  const statements = new Map<string, Statement>();
  return (table, row) => {
    let statement = statements.get(table);
    if (statement === undefined) {
      const columns = Object.keys(row);
      const values = columns.map((column) => `@${column}`);
      statement = sqlite.prepare(`insert into ${table} (${columns}) values (${values})`);
      statements.set(table, statement);
    }
    statement.run(row);
  };
}
