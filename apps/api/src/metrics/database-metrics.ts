import { statSync } from 'node:fs';
import { Counter, Gauge, Histogram, type Registry } from '@prometheus-io/client';
import { findDatabaseFailure } from '../store/sqlite/database-failure.ts';
import type { OnStatement } from '../store/sqlite/statement.ts';

const SECONDS = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1];
const KINDS = [
  'select',
  'insert',
  'update',
  'delete',
  'begin',
  'commit',
  'rollback',
  'other',
] as const;

type Kind = (typeof KINDS)[number];

/** Measures each statement it hears of, and at each scrape the files, without asking the database anything. */
export function createDatabaseMetrics(registry: Registry, file: string): OnStatement {
  const durations = new Histogram({
    name: 'portal_database_statement_duration_seconds',
    help: 'Time of one database statement by its kind; a commit waits for the disk.',
    labelNames: ['statement'],
    buckets: SECONDS,
    registers: [registry],
  });
  // Labels are checked once here, and not at each statement.
  const byKind = new Map(KINDS.map((kind) => [kind, durations.labels(kind)]));
  for (const statement of KINDS) durations.zero({ statement });
  const failures = new Counter({
    name: 'portal_database_failures_total',
    help: 'Statements that a busy database or its storage refused; what is tried again counts again.',
    labelNames: ['cause'],
    registers: [registry],
  });
  for (const cause of ['busy', 'storage']) failures.inc({ cause }, 0);
  measureFile(registry, 'portal_database_bytes', file);
  measureFile(registry, 'portal_database_wal_bytes', `${file}-wal`);
  return ({ sql, milliseconds, error }) => {
    byKind.get(toKind(sql))?.observe(milliseconds / 1000);
    const cause = error === undefined ? undefined : findDatabaseFailure(error);
    if (cause !== undefined) failures.inc({ cause });
  };
}

function measureFile(registry: Registry, name: string, file: string): void {
  new Gauge({
    name,
    help: name.includes('wal') ? 'Size of the write-ahead log.' : 'Size of the database file.',
    registers: [registry],
    collect() {
      this.set(statSync(file, { throwIfNoEntry: false })?.size ?? 0);
    },
  });
}

function toKind(sql: string): Kind {
  return KINDS.find((kind) => sql.startsWith(kind)) ?? 'other';
}
