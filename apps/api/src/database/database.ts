import { type Connection, createConnection } from './connection.ts';
import type { SqliteFile } from './open-for-reading.ts';
import { BUSY_PATIENCE_MS, retryWhileBusy } from './retry-while-busy.ts';
import type { OnStatement } from './statement.ts';
import { inTransaction, type Settled, type Work } from './transaction.ts';

/** The database of one process: its reads answer at once, and what it writes is acknowledged when it is on disk. */
export interface Database extends Connection {
  /**
   * Runs work in a transaction that holds the write lock, and resolves once that is committed. Waits, without
   * the event loop, while another process holds the lock: 5 seconds, or the patience given in milliseconds.
   */
  write<TResult>(work: Work<TResult>, patience?: number): Promise<Settled<TResult>>;
  /** Lets go of the file. */
  close(): Promise<void>;
}

/** The database on a file that is ready to be served from; `onStatement` hears of each statement. */
export function createDatabase(sqlite: SqliteFile, onStatement?: OnStatement): Database {
  const connection = createConnection(sqlite, onStatement);
  return {
    ...connection,
    write: (work, patience = BUSY_PATIENCE_MS) =>
      retryWhileBusy(() => inTransaction(connection, work), patience),
    async close() {
      sqlite.close();
    },
  };
}
