import { stopOnSignal } from '@portal/serving/stop-on-signal';
import { systemClock } from '../clock.ts';
import { type Config, parseConfig, readEnvironment } from '../config/config.ts';
import type { Demo } from '../demo/seed-demo.ts';
import { createLogger } from '../logger.ts';
import { type PortalServer, startPortalServer } from '../portal-server.ts';
import { endDemoSessions } from '../sessions/session.repository.ts';
import { resolveFile } from '../store/sqlite/file/resolve-file.ts';
import { formatServing, type Serving } from './format-serving.ts';
import { print } from './perform.ts';

const DEMO_DATABASE = 'data/demo.db';

export interface ServeOptions {
  readonly db?: string;
  readonly host?: string;
  readonly port?: string;
  readonly demo?: boolean;
  readonly json?: boolean;
}

/** Serves until a signal comes; throws an OperatorError when it cannot start. */
export async function serve(options: ServeOptions): Promise<void> {
  const config = toConfig(options);
  const logger = createLogger(config.LOG_LEVEL);
  // Demo sessions live only while a demo is served: any other start ends those it finds.
  const beforeListening = options.demo
    ? undefined
    : (db: PortalServer['db']) => db.write((trx) => endDemoSessions(trx, systemClock()));
  if (options.demo) {
    const { requireDemoFile } = await import('../demo/require-demo-database.ts');
    requireDemoFile(config.PORTAL_DB);
  }
  let server: PortalServer | undefined;
  // A start that is cut off leaves a whole file, so there is nothing to wait for.
  stopOnSignal(async () => server?.close());
  server = await startPortalServer(config, { logger, beforeListening, isDemo: options.demo });
  const demo = options.demo ? await fillDemo(server) : undefined;
  logger.info({ url: server.url, metrics_url: server.metricsUrl }, 'listening');
  const serving: Serving = {
    url: server.url,
    db: resolveFile(config.PORTAL_DB),
    viewers: [],
    ...demo,
  };
  print(options, serving, formatServing);
}

/** Options go before variables; both obey the same rules. */
function toConfig({ db, host, port, demo }: ServeOptions): Config {
  const environment = readEnvironment();
  const fallback = demo && !environment['PORTAL_DB'] ? DEMO_DATABASE : undefined;
  // Browsers and curl keep no Secure cookie of plain HTTP everywhere; a demo is for this machine.
  const isPlain = demo && !environment['COOKIE_SECURE'] && !host && !environment['HOST'];
  return parseConfig({
    ...environment,
    ...(isPlain && { COOKIE_SECURE: 'off' }),
    ...((db ?? fallback) && { PORTAL_DB: db ?? fallback }),
    ...(host !== undefined && { HOST: host }),
    ...(port !== undefined && { PORT: port }),
  });
}

/** Filled only once the port is ours, so that a second start cannot empty the demo of a running one. */
async function fillDemo(server: PortalServer): Promise<Demo> {
  try {
    const { seedDemo } = await import('../demo/seed-demo.ts');
    return await server.db.write((trx) => seedDemo(trx, systemClock()));
  } catch (error) {
    await server.close();
    throw error;
  }
}
