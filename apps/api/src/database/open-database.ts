import { Kysely, type Logger } from 'kysely';
import { migrateDatabase } from './migrate-database.ts';
import { type OpenOptions, openSqlite, stopWaiting } from './open-sqlite.ts';
import { settleWal } from './settle-wal.ts';
import { PortalSqliteDialect } from './sqlite-dialect.ts';
import type { Database } from './tables.ts';

export interface OpenDatabaseOptions extends OpenOptions {
  /** Hears of each statement after it ran. */
  readonly log?: Logger;
}

/**
 * Opens a database file and brings it to this version's schema.
 * Throws an OperatorError when it cannot, and then leaves the file as it was.
 */
export async function openDatabase(
  file: string,
  { create, log }: OpenDatabaseOptions,
): Promise<Kysely<Database>> {
  const sqlite = await openSqlite(file, { create });
  const db = new Kysely<Database>({
    dialect: new PortalSqliteDialect(sqlite),
    ...(log && { log }),
  });
  try {
    await migrateDatabase(db);
    stopWaiting(sqlite);
    settleWal(sqlite);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
