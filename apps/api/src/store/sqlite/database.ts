import { type Connection, createConnection } from './connection.ts';
import type { SqliteFile } from './file/open-for-reading.ts';
import { BUSY_TIMEOUT_MS } from './retry-while-busy.ts';
import type { OnStatement } from './statement.ts';
import type { Settled, Work } from './transaction.ts';
import { createWriteQueue } from './write-queue.ts';

/** The database of one process: reads return at once, and a write resolves when it is on disk. */
export interface Database extends Connection {
  /**
   * Runs work in a transaction that holds the write lock, and resolves once that is committed. If another
   * process holds the lock, waits without blocking the event loop, at most `timeoutMs` (5 seconds).
   */
  write<TResult>(work: Work<TResult>, timeoutMs?: number): Promise<Settled<TResult>>;
  /** From here on every statement throws this error. */
  fail(error: Error): void;
  /** Finishes the writes that were begun, and closes the file. */
  close(): Promise<void>;
}

/** The database on a file that is ready to be served from; calls `onStatement` after each statement. */
export function createDatabase(sqlite: SqliteFile, onStatement?: OnStatement): Database {
  let failure: Error | undefined;
  const connection = createConnection(sqlite, onStatement, () => {
    if (failure !== undefined) throw failure;
  });
  const queue = createWriteQueue(connection);
  return {
    ...connection,
    write: (work, timeoutMs = BUSY_TIMEOUT_MS) => queue.add(work, timeoutMs),
    fail(error) {
      failure = error;
    },
    async close() {
      await queue.settle();
      sqlite.close();
    },
  };
}
