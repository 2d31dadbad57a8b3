import type { Statement } from './statement.ts';

const MAX_CACHED_STATEMENTS = 256;

/** Keeps the statements that were used last, so that the same SQL is prepared once. */
export function createStatementCache(
  prepare: (sql: string) => Statement,
): (sql: string) => Statement {
  const cache = new Map<string, Statement>();
  return (sql) => {
    const statement = cache.get(sql) ?? prepare(sql);
    cache.delete(sql);
    cache.set(sql, statement);
    const [oldest] = cache.keys();
    if (cache.size > MAX_CACHED_STATEMENTS && oldest !== undefined) cache.delete(oldest);
    return statement;
  };
}
