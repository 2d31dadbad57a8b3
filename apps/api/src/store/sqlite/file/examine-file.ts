import { OperatorError } from '@portal/serving/operator-error';
import Sqlite from 'better-sqlite3';
import { migrations } from '../migrations/migrations.ts';
import { APPLICATION_ID } from './create-file.ts';
import { openForReading, restoreHint, type SqliteFile } from './open-for-reading.ts';

export const MIGRATION_TABLE = 'kysely_migration';
const DAMAGE_CODES = ['SQLITE_NOTADB', 'SQLITE_CORRUPT'];

/**
 * Reads a file without changing it. Throws an OperatorError if it is not an intact Portal database of this version or
 * an earlier one.
 */
export function examineFile(path: string): void {
  reading(path, (sqlite) => {
    requireIdentity(sqlite, path);
    requireIntactPages(sqlite, path);
    requireKnownVersion(sqlite, path);
  });
}

/** Runs work on a connection that changes nothing. Errors of SQLite become an OperatorError. */
export function reading<TResult>(path: string, work: (sqlite: SqliteFile) => TResult): TResult {
  const sqlite = openForReading(path);
  try {
    // One snapshot for all reads. Closing ends it, because a commit fails on a damaged file.
    sqlite.exec('begin');
    return work(sqlite);
  } catch (error) {
    const damage = findDamage(error);
    if (damage !== undefined) throw damaged(path, damage);
    if (error instanceof OperatorError || !(error instanceof Sqlite.SqliteError)) throw error;
    throw new OperatorError(`cannot read the database ${path}: ${error.message}`, { cause: error });
  } finally {
    sqlite.close();
  }
}

export function requireIdentity(sqlite: SqliteFile, path: string): void {
  if (sqlite.pragma('application_id', { simple: true }) === APPLICATION_ID) return;
  if (readMigrations(sqlite).length > 0) {
    throw new OperatorError(
      `${path} has Portal's tables and not its mark, as after loading a dump; set it with: sqlite3 ${path} 'PRAGMA application_id = ${APPLICATION_ID}'`,
    );
  }
  throw new OperatorError(`${path} is not a Portal database; choose another file with --db`);
}

/** Checks every page and cell. It does not compare indexes with their tables, which takes three times as long. */
function requireIntactPages(sqlite: SqliteFile, path: string): void {
  const found = sqlite.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw damaged(path, String(found));
}

/** The names of the migrations of a file, in order. */
export function readMigrations(sqlite: SqliteFile): readonly string[] {
  const isMade = sqlite
    .prepare("select 1 from sqlite_schema where type = 'table' and name = ?")
    .get(MIGRATION_TABLE);
  if (isMade === undefined) return [];
  const names = sqlite.prepare<[], string>(`select name from ${MIGRATION_TABLE} order by name`);
  return names.pluck().all();
}

export function requireKnownVersion(sqlite: SqliteFile, path: string): void {
  const unknown = readMigrations(sqlite).find((name) => !Object.hasOwn(migrations, name));
  if (unknown === undefined) return;
  throw new OperatorError(
    `${path} was written by a newer version of Portal (it has ${unknown}); run that version or restore a backup`,
  );
}

/** SQLite's message for a damaged file, or undefined if the error has another cause. */
export function findDamage(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isDamage = DAMAGE_CODES.some((damage) => code.startsWith(damage));
  return isDamage ? (error as Error).message : undefined;
}

function damaged(path: string, what: string): OperatorError {
  const line = what.replaceAll('\n', ' ');
  return new OperatorError(
    `${path} is damaged or no database (${line}); ${restoreHint(path)}, or choose another file with --db`,
  );
}
