import { type Connection, createConnection } from './connection.ts';
import type { SqliteFile } from './file/open-for-reading.ts';
import { BUSY_TIMEOUT_MS } from './retry-while-busy.ts';
import type { OnStatement } from './statement.ts';
import type { Settled, Work } from './transaction.ts';
import { createWriteQueue } from './write-queue.ts';

/** The database of one process. Reads are synchronous, and a write resolves when it is on disk. */
export interface Database extends Connection {
  /**
   * Runs work in a transaction with the write lock, and resolves after its commit. If another process holds the lock, it
   * waits without blocking the event loop, at most `timeoutMs` (5 seconds).
   */
  write<TResult>(work: Work<TResult>, timeoutMs?: number): Promise<Settled<TResult>>;
  /** After this call every statement throws this error. */
  fail(error: Error): void;
  /** Waits for the running writes and closes the file. */
  close(): Promise<void>;
}

/** Creates the database on an open file. Calls `onStatement` after each statement. */
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
