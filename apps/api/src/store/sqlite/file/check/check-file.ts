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

/** What a sound file holds; undefined in place of a number that damage keeps from being counted. */
export interface FileReport {
  readonly bytes: number;
  /** The last migration it has seen. */
  readonly schema: string | undefined;
  readonly users: number | undefined;
  readonly sessions: number | undefined;
  readonly faults: readonly Fault[];
  /** What is worth a look and keeps nothing from working. */
  readonly remarks: readonly string[];
}

/**
 * Reads a whole file without changing a byte of it, and answers everything that Portal would not have
 * written. Throws an OperatorError for a file that is not a Portal database of a version known here.
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

/** Damage that ends one search is a fault, told once; the other searches go on. */
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

/** A damaged schema lacks tables and columns. */
function findMissing(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : '';
  return /^no such (table|column)/.test(message) ? message : undefined;
}
