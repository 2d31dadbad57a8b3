import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Tables } from '../tables.ts';

/** Kysely's own answers everything with no rows. */
class RefusingDriver extends DummyDriver {
  override acquireConnection(): never {
    throw new Error('this only builds queries: hand them to a connection, which runs them');
  }
}

/**
 * Where `= ?` might sway its plan, SQLite plans a statement again for each value bound (`sqlite3ExprIsInteger`):
 * 25 µs for a join or a sorted list. It does not look behind a `+`, which changes no value.
 */
class SteadyQueryCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?';
  }
}

/** Builds and types queries, and runs none: `db.first(build.selectFrom('users').select('id'))`. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new RefusingDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SteadyQueryCompiler(),
  },
});
