import type { CompiledQuery, QueryExecutorProvider } from 'kysely';
import { build } from './build.ts';
import type { SqliteFile } from './file/open-for-reading.ts';
import { createPrepare, type OnStatement, type Statement } from './statement.ts';

/** More than Portal has; lists of values of any length could make more. */
const MAX_STATEMENTS = 256;

/** Whatever Kysely builds, and its `sql`. */
export interface Query<TRow> {
  compile(builder: QueryExecutorProvider): CompiledQuery<TRow>;
}

/**
 * Runs queries synchronously: nothing else of this process runs in between. Throws SQLite's errors.
 */
export interface Connection {
  all<TRow>(query: Query<TRow>): readonly TRow[];
  first<TRow>(query: Query<TRow>): TRow | undefined;
  /** The row of a query that always has one; throws if there is none. */
  one<TRow>(query: Query<TRow>): TRow;
  /** Runs a query that returns no rows, and returns how many it changed. */
  run(query: Query<unknown>): number;
  /** The prepared statement of a text of SQL; the same text is prepared once. */
  prepare(sql: string): Statement;
  isInTransaction(): boolean;
}

/** A connection on an open file. Before each statement it calls `requireUsable`, which throws if it must not run. */
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
