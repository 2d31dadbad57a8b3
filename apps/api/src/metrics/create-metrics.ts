import { collectDefaultMetrics, Registry } from '@prometheus-io/client';
import { type Kysely, type Logger as QueryLogger, sql } from 'kysely';
import manifest from '../../package.json' with { type: 'json' };
import { migrations } from '../database/migrations/migrations.ts';
import type { Database } from '../database/tables.ts';
import { createDatabaseMetrics } from './database-metrics.ts';
import type { Meter } from './meter.ts';
import { type MetricsServer, startMetricsServer } from './metrics-server.ts';
import { createRequestMetrics } from './request-metrics.ts';
import { createBuildMetric, createServerMetrics, type ServerState } from './server-metrics.ts';

export interface Metrics {
  readonly meter: Meter;
  readonly observeStatement: QueryLogger;
  /** Serves them on their own port; throws an OperatorError when it cannot listen. */
  serve(db: Kysely<Database>): Promise<MetricsServer>;
}

export interface MetricsOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The database whose size is told. */
  readonly file: string;
}

/** Everything that is measured, from now on. */
export function createMetrics({ host, port, file }: MetricsOptions, state: ServerState): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  createServerMetrics(registry, state);
  return {
    meter: createRequestMetrics(registry),
    observeStatement: createDatabaseMetrics(registry, file),
    async serve(db) {
      createBuildMetric(registry, {
        version: manifest.version,
        node: process.version,
        sqlite: await readSqliteVersion(db),
        schema: Object.keys(migrations).at(-1) ?? '',
      });
      return startMetricsServer(registry, { host, port });
    },
  };
}

async function readSqliteVersion(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(db);
  return rows[0]?.version ?? '';
}
