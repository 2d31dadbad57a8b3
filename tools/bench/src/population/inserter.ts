import type { Database, Statement } from 'better-sqlite3';

type Value = string | number | null;
type Row = Readonly<Record<string, Value>>;

/** Inserts a row; the first one of a table decides its columns. */
export type Insert = (table: string, row: Row) => void;

/** Leaves out columns and tables that the schema does not have: that of another checkout may be older. */
export function createInserter(sqlite: Database): Insert {
  const statements = new Map<string, Statement | undefined>();
  return (table, row) => {
    if (!statements.has(table)) statements.set(table, prepareInsert(sqlite, table, row));
    statements.get(table)?.run(row);
  };
}

function prepareInsert(sqlite: Database, table: string, row: Row): Statement | undefined {
  const known = sqlite.prepare('select name from pragma_table_info(?)').pluck().all(table);
  const columns = Object.keys(row).filter((column) => known.includes(column));
  if (columns.length === 0) return undefined;
  const values = columns.map((column) => `@${column}`);
  return sqlite.prepare(`insert into ${table} (${columns}) values (${values})`);
}
