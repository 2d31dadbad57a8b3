import Sqlite from 'better-sqlite3';
import type { TestPortal } from './test-portal.ts';

/** Keeps every other connection from writing, as a busy process would, until it is disposed of. */
export function holdWriteLock({ file }: Pick<TestPortal, 'file'>): Disposable {
  const sqlite = new Sqlite(file);
  sqlite.exec('begin immediate');
  return { [Symbol.dispose]: () => sqlite.close() };
}
