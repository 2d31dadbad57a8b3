import { build } from './build.ts';
import type { Connection, Query } from './connection.ts';

type Arguments = readonly (string | number | null)[];

/** A query whose SQL is built once. Each run only binds its arguments. */
export interface PreparedQuery<TArguments extends Arguments, TRow> {
  all(db: Connection, ...given: TArguments): readonly TRow[];
  first(db: Connection, ...given: TArguments): TRow | undefined;
  /** Returns the number of changed rows. */
  run(db: Connection, ...given: TArguments): number;
}

/**
 * Prepares a query for a hot path. `toQuery` runs only once, with placeholders. It must bind each placeholder as a value
 * and must not decide anything by it.
 */
export function prepareQuery<const TArguments extends Arguments, TRow>(
  toQuery: (...given: TArguments) => Query<TRow>,
): PreparedQuery<TArguments, TRow> {
  let template: Template | undefined;
  const prepare = (given: Arguments) => (template ??= compileTemplate(toQuery, given.length));
  return {
    all(db, ...given) {
      const { sql, fill } = prepare(given);
      return db.prepare(sql).all(...fill(given)) as readonly TRow[];
    },
    first(db, ...given) {
      const { sql, fill } = prepare(given);
      return db.prepare(sql).get(...fill(given)) as TRow | undefined;
    },
    run(db, ...given) {
      const { sql, fill } = prepare(given);
      return db.prepare(sql).run(...fill(given)).changes;
    },
  };
}

interface Template {
  readonly sql: string;
  /** The parameters of a run with these arguments. */
  readonly fill: (given: Arguments) => readonly unknown[];
}

function compileTemplate<TArguments extends Arguments, TRow>(
  toQuery: (...given: TArguments) => Query<TRow>,
  count: number,
): Template {
  const standIns = Array.from({ length: count }, (_, at) => `\0argument ${at}`);
  const query = toQuery(...(standIns as unknown as TArguments));
  const { sql, parameters } = query.compile(build);
  const slots = parameters.map((value) => standIns.indexOf(value as string));
  const isInOrder = slots.length === standIns.length && slots.every((slot, at) => slot === at);
  if (isInOrder) return { sql, fill: (given) => given };
  const fill = (given: Arguments) =>
    slots.map((slot, at) => (slot === -1 ? parameters[at] : given[slot]));
  return { sql, fill };
}
