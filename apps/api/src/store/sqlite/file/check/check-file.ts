import { findChecksumFaults, isChecksummed } from '../backup/backup-checksum.ts';
import { sizeOf } from '../durable-file.ts';
import {
  findDamage,
  reading,
  readMigrations,
  requireIdentity,
  requireKnownVersion,
} from '../examine-file.ts';
import { describeAccess, isReadableByOthers } from '../file-access.ts';
import type { SqliteFile } from '../open-for-reading.ts';
import { resolveFile } from '../resolve-file.ts';
import { type Fault, formatFault } from './fault.ts';
import { findFileFaults, findReferenceFaults } from './file-faults.ts';
import { findHistoryFaults } from './history-faults.ts';
import { findRowFaults } from './row-faults.ts';
import {
  createExpectedSchema,
  findSchemaFaults,
  findSchemaRemarks,
  readKnownMigrations,
  type Schema,
} from './schema-faults.ts';

/** The content of a file. A number is undefined if damage prevents the count. */
export interface FileReport {
  readonly bytes: number;
  /** The last migration of the file. */
  readonly schema: string | undefined;
  readonly users: number | undefined;
  readonly sessions: number | undefined;
  readonly faults: readonly Fault[];
  /** Notes about things that are unusual but not faults. */
  readonly remarks: readonly string[];
}

/**
 * Reads a whole file without changing it, and returns everything that Portal never writes. Throws an OperatorError if
 * the file is not a Portal database of a known version.
 */
export async function checkFile(file: string): Promise<FileReport> {
  const path = resolveFile(file);
  const { known, checksummed } = reading(path, (sqlite) => identify(sqlite, path));
  const expected = await createExpectedSchema(known);
  const checksumFaults = checksummed ? findChecksumFaults(path) : [];
  return reading(path, (sqlite) => ({
    bytes: sizeOf(path),
    schema: ask(() => readMigrations(sqlite).at(-1)),
    users: ask(() => count(sqlite, 'users')),
    sessions: ask(() => count(sqlite, 'sessions')),
    faults: [...checksumFaults, ...findAll(sqlite, expected)],
    remarks: [
      ...(ask(() => findSchemaRemarks(sqlite, expected)) ?? []),
      ...(isReadableByOthers(path) ? [describeAccess(path)] : []),
    ],
  }));
}

/** If damage ends one search, this is one fault, and the other searches continue. */
function findAll(sqlite: SqliteFile, expected: Schema): readonly Fault[] {
  const found = [
    () => findFileFaults(sqlite),
    () => findReferenceFaults(sqlite),
    () => findSchemaFaults(sqlite, expected),
    () => findRowFaults(sqlite),
    () => findHistoryFaults(sqlite),
  ].flatMap(orDamage);
  return [...new Map(found.map((fault) => [formatFault(fault), fault])).values()];
}

interface Identity {
  readonly known: readonly string[];
  readonly checksummed: boolean;
}

function identify(sqlite: SqliteFile, path: string): Identity {
  requireIdentity(sqlite, path);
  requireKnownVersion(sqlite, path);
  return { known: readKnownMigrations(sqlite), checksummed: isChecksummed(sqlite) };
}

function count(sqlite: SqliteFile, table: string): number {
  return sqlite.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0;
}

function orDamage(find: () => readonly Fault[]): readonly Fault[] {
  try {
    return find();
  } catch (error) {
    const fault = findDamage(error) ?? findMissing(error);
    if (fault === undefined) throw error;
    return [{ fault }];
  }
}

function ask<TValue>(question: () => TValue): TValue | undefined {
  try {
    return question();
  } catch {
    return undefined;
  }
}

/** In a damaged schema, tables and columns are missing. */
function findMissing(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : '';
  return /^no such (table|column)/.test(message) ? message : undefined;
}
