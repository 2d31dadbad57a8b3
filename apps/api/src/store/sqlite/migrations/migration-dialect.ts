import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import type { SqliteFile } from '../file/open-for-reading.ts';

/**
 * Kysely's own SQLite dialect, for its migrator alone, with what that lacks: transactions take the write lock
 * at once, and migrations roll back whole.
 */
export class MigrationDialect extends SqliteDialect {
  readonly #sqlite: SqliteFile;

  constructor(sqlite: SqliteFile) {
    super({ database: sqlite });
    this.#sqlite = sqlite;
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalDdlAdapter();
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#sqlite);
  }
}

class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #sqlite: SqliteFile;

  constructor(sqlite: SqliteFile) {
    super({ database: sqlite });
    this.#sqlite = sqlite;
  }

  /** A deferred transaction that reads and then writes fails at once when another process wrote between. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** On a full disk SQLite has rolled back itself, and to ask again would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection);
  }
}
