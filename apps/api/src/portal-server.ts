import { type Kysely, type Logger as QueryLogger, sql } from 'kysely';
import type { Logger } from 'pino';
import { type ActivityRecorder, createActivityRecorder } from './activity/activity-recorder.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Config } from './config/config.ts';
import { openDatabase } from './database/open-database.ts';
import type { Database } from './database/tables.ts';
import { createApp } from './http/app.ts';
import { type HttpServer, startHttpServer } from './http/http-server.ts';
import { createFindClientAddress } from './http/limits/client-address.ts';
import { createRateLimits } from './http/limits/rate-limit.ts';
import { toListenOptions } from './http/listen-options.ts';
import { answerWhenAvailable, createPortalService } from './portal-service.ts';
import { createAuthenticate } from './sessions/authenticate.ts';

const FLUSH_INTERVAL_MS = 1000;

export interface PortalServer {
  readonly url: string;
  readonly db: Kysely<Database>;
  /** Answers what was received, stores what is remembered, and lets go of the file. */
  close(): Promise<void>;
}

export interface PortalServerOptions {
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly queryLogger?: QueryLogger;
  /** Runs on the open database while nobody can call yet. */
  readonly beforeListening?: ((db: Kysely<Database>) => Promise<void>) | undefined;
}

/** Opens the database, wires the parts and listens; throws an OperatorError when it cannot. */
export async function startPortalServer(
  config: Config,
  { logger, clock = systemClock, queryLogger, beforeListening }: PortalServerOptions,
): Promise<PortalServer> {
  const db = await openDatabase(config.PORTAL_DB, {
    create: true,
    ...(queryLogger && { log: queryLogger }),
  });
  const activity = createActivityRecorder(db);
  let draining = false;
  const app = createPortalApp(config, { db, clock, activity, logger, isDraining: () => draining });
  const http = await startListening().catch(async (error) => {
    await db.destroy();
    throw error;
  });
  const stopFlushing = flushRegularly(activity, logger);
  return {
    url: http.url,
    db,
    async close() {
      draining = true;
      await http.close();
      await stopFlushing();
      await db.destroy();
    },
  };

  async function startListening(): Promise<HttpServer> {
    await beforeListening?.(db);
    return startHttpServer(app, toListenOptions(config), logger);
  }
}

interface PortalParts {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly activity: ActivityRecorder;
  readonly logger: Logger;
  readonly isDraining: () => boolean;
}

/** The app on a database, without a socket. */
export function createPortalApp(config: Config, parts: PortalParts): ReturnType<typeof createApp> {
  const { db, logger, isDraining } = parts;
  const authenticate = createAuthenticate(parts);
  return createApp({
    logger,
    service: createPortalService(parts),
    authenticate: (cookie) => answerWhenAvailable(() => authenticate(cookie)),
    corsOrigins: config.CORS_ORIGINS,
    spendRequests: createRateLimits({
      user: config.RATE_LIMIT_USER,
      login: config.RATE_LIMIT_LOGIN,
    }),
    findClientAddress: createFindClientAddress(config.TRUSTED_PROXIES),
    isReady: async () => !isDraining() && (await canRead(db)),
  });
}

async function canRead(db: Kysely<Database>): Promise<boolean> {
  return sql`select 1 from users limit 1`.execute(db).then(
    () => true,
    () => false,
  );
}

/** What cannot be stored now is kept and tried again. */
function flushRegularly(activity: ActivityRecorder, logger: Logger): () => Promise<void> {
  const flush = () =>
    activity.flush().catch((err) => logger.warn({ err }, 'last activity not stored yet'));
  let last = Promise.resolve();
  const timer = setInterval(() => {
    last = last.then(flush);
  }, FLUSH_INTERVAL_MS);
  return async () => {
    clearInterval(timer);
    await last;
    await flush();
  };
}
