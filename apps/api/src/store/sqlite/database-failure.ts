/** The reason of a database failure, or undefined if the error has another cause. */
export type DatabaseFailure = 'busy' | 'storage';

const STORAGE_CODES = ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CANTOPEN'];

/** Extended codes begin with the primary code: `SQLITE_BUSY_SNAPSHOT`. */
export function findDatabaseFailure(error: unknown): DatabaseFailure | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_BUSY')) return 'busy';
  return STORAGE_CODES.some((prefix) => code.startsWith(prefix)) ? 'storage' : undefined;
}
