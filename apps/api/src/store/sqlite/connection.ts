import type { CompiledQuery, QueryExecutorProvider } from 'kysely';
import { build } from './build.ts';
import type { SqliteFile } from './file/open-for-reading.ts';
import { createPrepare, type OnStatement, type Statement } from './statement.ts';

/** More statements than Portal has. Lists of values of any length could create more. */
const MAX_STATEMENTS = 256;

/** A query that Kysely built, or its `sql`. */
export interface Query<TRow> {
  compile(builder: QueryExecutorProvider): CompiledQuery<TRow>;
}

/**
 * Runs queries synchronously, so no other work of this process runs in between. Throws SQLite's errors.
 */
export interface Connection {
  all<TRow>(query: Query<TRow>): readonly TRow[];
  first<TRow>(query: Query<TRow>): TRow | undefined;
  /** The row of a query that always has one. Throws if there is none. */
  one<TRow>(query: Query<TRow>): TRow;
  /** Runs a query without result rows. Returns the number of changed rows. */
  run(query: Query<unknown>): number;
  /** The prepared statement of an SQL text. The same text is prepared only once. */
  prepare(sql: string): Statement;
  isInTransaction(): boolean;
}

/** Creates a connection on an open file. Before each statement it calls `requireUsable`, which throws if the statement must not run. */
export function createConnection(
  sqlite: SqliteFile,
  onStatement?: OnStatement,
  requireUsable: () => void = () => undefined,
): Connection {
  const prepareNew = createPrepare(sqlite, onStatement);
  const statements = new Map<string, Statement>();
  const prepare = (sql: string) => {
    requireUsable();
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    const statement = prepareNew(sql);
    statements.set(sql, statement);
    return statement;
  };
  const first = <TRow>(query: Query<TRow>) => {
    const { sql, parameters } = query.compile(build);
    return prepare(sql).get(...parameters) as TRow | undefined;
  };
  return {
    all<TRow>(query: Query<TRow>) {
      const { sql, parameters } = query.compile(build);
      return prepare(sql).all(...parameters) as readonly TRow[];
    },
    first,
    one(query) {
      const row = first(query);
      if (row === undefined) throw new Error(`no row: ${query.compile(build).sql}`);
      return row;
    },
    run(query) {
      const { sql, parameters } = query.compile(build);
      return prepare(sql).run(...parameters).changes;
    },
    prepare,
    isInTransaction: () => sqlite.inTransaction,
  };
}
