import { Gauge, type Registry } from '@prometheus-io/client';

/** What a scrape asks the server for. */
export interface ServerState {
  readonly isDraining: () => boolean;
  readonly countConnections: () => Promise<number>;
}

/** What runs here, as the labels of a metric that is always 1. */
export interface Build
  extends Readonly<Record<'version' | 'commit' | 'node' | 'sqlite' | 'schema', string>> {}

export function createServerMetrics(registry: Registry, state: ServerState): void {
  new Gauge({
    name: 'portal_open_connections',
    help: 'Connections that clients have open.',
    registers: [registry],
    async collect() {
      this.set(await state.countConnections());
    },
  });
  new Gauge({
    name: 'portal_draining',
    help: '1 while the server answers what it received and takes nothing new.',
    registers: [registry],
    collect() {
      this.set(state.isDraining() ? 1 : 0);
    },
  });
}

export function createBuildMetric(registry: Registry, build: Build): void {
  const metric = new Gauge({
    name: 'portal_build_info',
    help: 'Always 1; the version and commit of Portal, the versions of Node and SQLite, and the database schema.',
    labelNames: ['version', 'commit', 'node', 'sqlite', 'schema'],
    registers: [registry],
  });
  metric.set(build, 1);
}
