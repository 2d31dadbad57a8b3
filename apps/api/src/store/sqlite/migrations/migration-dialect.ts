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
 * Kysely's own SQLite dialect for its migrator, with two additions: transactions take the write lock at their start, and
 * a failed migration rolls back completely.
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

  /** A deferred transaction fails if another process writes between its first read and its first write. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** On a full disk SQLite has already rolled back, and another rollback would hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection);
  }
}
