import { readCommit } from '@portal/serving/read-commit';
import { collectDefaultMetrics, Registry } from '@prometheus-io/client';
import { sql } from 'kysely';
import manifest from '../../package.json' with { type: 'json' };
import type { Connection } from '../store/sqlite/connection.ts';
import { migrations } from '../store/sqlite/migrations/migrations.ts';
import type { OnStatement } from '../store/sqlite/statement.ts';
import { createDatabaseMetrics } from './database-metrics.ts';
import type { Meter } from './meter.ts';
import { type MetricsServer, startMetricsServer } from './metrics-server.ts';
import { createRequestMetrics } from './request-metrics.ts';
import { createBuildMetric, createServerMetrics, type ServerState } from './server-metrics.ts';

export interface Metrics {
  readonly meter: Meter;
  readonly observeStatement: OnStatement;
  /** Serves them on their own port; throws an OperatorError when it cannot listen. */
  serve(db: Connection): Promise<MetricsServer>;
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
        commit: readCommit(),
        node: process.version,
        sqlite: readSqliteVersion(db),
        schema: Object.keys(migrations).at(-1) ?? '',
      });
      return startMetricsServer(registry, { host, port });
    },
  };
}

function readSqliteVersion(db: Connection): string {
  return db.one(sql<{ version: string }>`select sqlite_version() as version`).version;
}
