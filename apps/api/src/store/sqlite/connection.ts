import type { CompiledQuery, QueryExecutorProvider } from 'kysely';
import { build } from './build.ts';
import type { SqliteFile } from './file/open-for-reading.ts';
import { createPrepare, type OnStatement, type Statement } from './statement.ts';
import { createStatementCache } from './statement-cache.ts';

/** Whatever Kysely builds, and its `sql`. */
export interface Query<TRow> {
  compile(builder: QueryExecutorProvider): CompiledQuery<TRow>;
}

/**
 * Runs queries at once: when a call returns its rows are there, and nothing of this process came between.
 * Whatever SQLite refuses is thrown.
 */
export interface Connection {
  all<TRow>(query: Query<TRow>): readonly TRow[];
  first<TRow>(query: Query<TRow>): TRow | undefined;
  /** The row of a query that always has one; throws where there is none. */
  one<TRow>(query: Query<TRow>): TRow;
  /** Runs what answers no rows, and tells how many it changed. */
  run(query: Query<unknown>): number;
  /** The statement of SQL that is part of the source: it is kept for as long as the connection. */
  keep(sql: string): Statement;
  isInTransaction(): boolean;
}

/** A connection on an open file; `onStatement` hears of each statement after it ran. */
export function createConnection(sqlite: SqliteFile, onStatement?: OnStatement): Connection {
  const prepare = createPrepare(sqlite, onStatement);
  const find = createStatementCache(prepare);
  const kept = new Map<string, Statement>();
  const first = <TRow>(query: Query<TRow>) => {
    const { sql, parameters } = query.compile(build);
    return find(sql).get(...parameters) as TRow | undefined;
  };
  return {
    all<TRow>(query: Query<TRow>) {
      const { sql, parameters } = query.compile(build);
      return find(sql).all(...parameters) as readonly TRow[];
    },
    first,
    one(query) {
      const row = first(query);
      if (row === undefined) throw new Error(`no row: ${query.compile(build).sql}`);
      return row;
    },
    run(query) {
      const { sql, parameters } = query.compile(build);
      return find(sql).run(...parameters).changes;
    },
    keep(sql) {
      const known = kept.get(sql);
      if (known !== undefined) return known;
      const statement = prepare(sql);
      kept.set(sql, statement);
      return statement;
    },
    isInTransaction: () => sqlite.inTransaction,
  };
}
