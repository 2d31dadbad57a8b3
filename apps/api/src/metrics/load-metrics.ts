import type { Config } from '../config/config.ts';
import type { Metrics } from './create-metrics.ts';
import type { ServerState } from './server-metrics.ts';

/**
 * Everything that is measured; undefined when no port is set for it, and then nothing is.
 * Nor is anything of it loaded: its library has an eighth of all files that a server is made of.
 */
export async function loadMetrics(
  { METRICS_PORT: port, METRICS_HOST: host, PORTAL_DB: file }: Config,
  state: ServerState,
): Promise<Metrics | undefined> {
  if (port === undefined) return undefined;
  const { createMetrics } = await import('./create-metrics.ts');
  return createMetrics({ host, port, file }, state);
}
