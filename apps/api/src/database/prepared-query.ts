import type { CompiledQuery, Kysely } from 'kysely';
import type { Database } from './tables.ts';

type Arguments = readonly (string | number | null)[];

interface Compilable<TRow> {
  compile(): CompiledQuery<TRow>;
}

/** A query whose SQL is built once; each run only fills in its arguments. */
export interface PreparedQuery<TArguments extends Arguments, TRow> {
  execute(db: Kysely<Database>, ...given: TArguments): Promise<readonly TRow[]>;
  executeTakeFirst(db: Kysely<Database>, ...given: TArguments): Promise<TRow | undefined>;
}

/**
 * Prepares a query for a hot path. `build` gets stand-ins and must use each as a bound value, never
 * in a decision of its own: it runs once per dialect. Safe inside transactions, which `db` may be.
 */
export function prepareQuery<const TArguments extends Arguments, TRow>(
  build: (db: Kysely<Database>, ...given: TArguments) => Compilable<TRow>,
): PreparedQuery<TArguments, TRow> {
  let template: Template<TRow> | undefined;
  const execute = async (db: Kysely<Database>, ...given: TArguments) => {
    template ??= compileTemplate(build, db, given.length);
    const { compiled, slots } = template;
    const parameters = compiled.parameters.map((value, at) => {
      const slot = slots[at];
      return slot === undefined ? value : given[slot];
    });
    return (await db.executeQuery<TRow>({ ...compiled, parameters })).rows;
  };
  return {
    execute,
    executeTakeFirst: async (db, ...given) => (await execute(db, ...given))[0],
  };
}

interface Template<TRow> {
  readonly compiled: CompiledQuery<TRow>;
  /** For each parameter, which argument fills it; undefined for a constant. */
  readonly slots: readonly (number | undefined)[];
}

function compileTemplate<TArguments extends Arguments, TRow>(
  build: (db: Kysely<Database>, ...given: TArguments) => Compilable<TRow>,
  db: Kysely<Database>,
  count: number,
): Template<TRow> {
  const standIns = Array.from({ length: count }, (_, index) => `\0argument ${index}`);
  const compiled = build(db, ...(standIns as unknown as TArguments)).compile();
  const slots = compiled.parameters.map((value) => {
    const index = standIns.indexOf(value as string);
    return index === -1 ? undefined : index;
  });
  return { compiled, slots };
}
