import Sqlite from 'better-sqlite3';

/** Everything in a database file: what it is made of, and every row of every table. */
export interface FileDump {
  readonly schema: readonly unknown[];
  readonly rows: Readonly<Record<string, readonly unknown[]>>;
}

/** Reads a database file on a connection of its own, also while others use it. */
export function dumpFile(file: string): FileDump {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    const schema = sqlite
      .prepare<[], { type: string; name: string }>(
        'select type, name, tbl_name, sql from sqlite_schema order by type, name',
      )
      .all();
    const tables = schema.filter(({ type }) => type === 'table').map(({ name }) => name);
    const rows = tables.map((name) => [name, sqlite.prepare(`select * from "${name}"`).all()]);
    return { schema, rows: Object.fromEntries(rows) };
  } finally {
    sqlite.close();
  }
}
