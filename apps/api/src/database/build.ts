import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Tables } from './tables.ts';

/** Kysely's own answers everything with no rows. */
class RefusingDriver extends DummyDriver {
  override acquireConnection(): never {
    throw new Error('this only builds queries: hand them to a connection, which runs them');
  }
}

/** Builds and types queries, and runs none: `db.first(build.selectFrom('users').select('id'))`. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new RefusingDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});
