import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Tables } from '../tables.ts';

/** Kysely's own dummy driver returns no rows for every query. */
class RefusingDriver extends DummyDriver {
  override acquireConnection(): never {
    throw new Error('this only builds queries: hand them to a connection, which runs them');
  }
}

/**
 * If the value of `= ?` could change the plan, SQLite plans again for each bound value (`sqlite3ExprIsInteger`): 25 µs
 * for a join or a sorted list. It does not look behind a `+`, and `+` does not change the value.
 */
class SteadyQueryCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?';
  }
}

/** Builds and types queries but does not run them: `db.first(build.selectFrom('users').select('id'))`. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new RefusingDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SteadyQueryCompiler(),
  },
});
