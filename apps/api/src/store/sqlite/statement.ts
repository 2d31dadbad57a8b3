import type { SqliteFile } from './file/open-for-reading.ts';

/** A prepared statement; each call runs it to its end. */
export interface Statement {
  all(...parameters: readonly unknown[]): unknown[];
  get(...parameters: readonly unknown[]): unknown;
  run(...parameters: readonly unknown[]): { readonly changes: number };
}

/** A statement that has run, or was refused. */
export interface StatementRun {
  readonly sql: string;
  readonly milliseconds: number;
  /** Why it was refused; undefined when it was not. */
  readonly error?: unknown;
}

/** Hears of each statement after it ran; it must not fail. */
export type OnStatement = (run: StatementRun) => void;

/** Makes statements of SQL, and has somebody hear of each run; where nobody listens they are SQLite's own. */
export function createPrepare(
  sqlite: SqliteFile,
  onStatement: OnStatement | undefined,
): (sql: string) => Statement {
  if (onStatement === undefined) return (sql) => sqlite.prepare(sql);
  return (sql) => {
    const hear = <TResult>(work: () => TResult) => telling(onStatement, sql, work);
    // What cannot be prepared was asked for too; what can is heard of when it runs.
    const statement = prepareTelling(sqlite, sql, onStatement);
    return {
      all: (...parameters) => hear(() => statement.all(...parameters)),
      get: (...parameters) => hear(() => statement.get(...parameters)),
      run: (...parameters) => hear(() => statement.run(...parameters)),
    };
  };
}

function prepareTelling(sqlite: SqliteFile, sql: string, onStatement: OnStatement): Statement {
  try {
    return sqlite.prepare(sql);
  } catch (error) {
    onStatement({ sql, milliseconds: 0, error });
    throw error;
  }
}

function telling<TResult>(onStatement: OnStatement, sql: string, work: () => TResult): TResult {
  const start = performance.now();
  try {
    const result = work();
    onStatement({ sql, milliseconds: performance.now() - start });
    return result;
  } catch (error) {
    onStatement({ sql, milliseconds: performance.now() - start, error });
    throw error;
  }
}
