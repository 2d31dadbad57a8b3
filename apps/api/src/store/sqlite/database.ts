import { type Connection, createConnection } from './connection.ts';
import type { SqliteFile } from './file/open-for-reading.ts';
import { BUSY_PATIENCE_MS } from './retry-while-busy.ts';
import type { OnStatement } from './statement.ts';
import type { Settled, Work } from './transaction.ts';
import { createWriteQueue } from './write-queue.ts';

/** The database of one process: its reads answer at once, and what it writes is acknowledged when it is on disk. */
export interface Database extends Connection {
  /**
   * Runs work in a transaction that holds the write lock, and resolves once that is committed. Waits, without
   * the event loop, while another process holds the lock: 5 seconds, or the patience given in milliseconds.
   */
  write<TResult>(work: Work<TResult>, patience?: number): Promise<Settled<TResult>>;
  /** Finishes what is being written, and lets go of the file. */
  close(): Promise<void>;
}

/** The database on a file that is ready to be served from; `onStatement` hears of each statement. */
export function createDatabase(sqlite: SqliteFile, onStatement?: OnStatement): Database {
  const connection = createConnection(sqlite, onStatement);
  const queue = createWriteQueue(connection);
  return {
    ...connection,
    write: (work, patience = BUSY_PATIENCE_MS) => queue.add(work, patience),
    async close() {
      await queue.settle();
      sqlite.close();
    },
  };
}
