import type { SqliteFile } from './file/open-for-reading.ts';

/** A prepared statement. Each call runs it completely. */
export interface Statement {
  all(...parameters: readonly unknown[]): unknown[];
  get(...parameters: readonly unknown[]): unknown;
  run(...parameters: readonly unknown[]): { readonly changes: number };
}

/** A statement that has run or failed. */
export interface StatementRun {
  readonly sql: string;
  readonly milliseconds: number;
  /** The error, or undefined if the statement succeeded. */
  readonly error?: unknown;
}

/** Called after each statement. It must not throw. */
export type OnStatement = (run: StatementRun) => void;

/** Prepares statements and reports each run to the listener. Without a listener they are SQLite's own statements. */
export function createPrepare(
  sqlite: SqliteFile,
  onStatement: OnStatement | undefined,
): (sql: string) => Statement {
  if (onStatement === undefined) return (sql) => sqlite.prepare(sql);
  return (sql) => {
    const report = <TResult>(work: () => TResult) => reporting(onStatement, sql, work);
    // A statement that cannot be prepared is reported here. Others are reported when they run.
    const statement = prepareReporting(sqlite, sql, onStatement);
    return {
      all: (...parameters) => report(() => statement.all(...parameters)),
      get: (...parameters) => report(() => statement.get(...parameters)),
      run: (...parameters) => report(() => statement.run(...parameters)),
    };
  };
}

function prepareReporting(sqlite: SqliteFile, sql: string, onStatement: OnStatement): Statement {
  try {
    return sqlite.prepare(sql);
  } catch (error) {
    onStatement({ sql, milliseconds: 0, error });
    throw error;
  }
}

function reporting<TResult>(onStatement: OnStatement, sql: string, work: () => TResult): TResult {
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
