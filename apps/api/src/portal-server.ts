import type { PortalApp } from '@portal/server';
import { type HttpServer, serve } from '@portal/server/node';
import { toListenError } from '@portal/serving/listen';
import type { Logger } from 'pino';
import { type ActivityRecorder, createActivityRecorder } from './activity/activity-recorder.ts';
import { findCallingBot } from './api-keys/authenticate-keys.ts';
import { findLatestMoment } from './clock.repository.ts';
import { type Clock, createSteadyClock, systemClock } from './clock.ts';
import type { Config } from './config/config.ts';
import { createApp } from './http/app.ts';
import { createAuthenticateCallers } from './http/callers.ts';
import { createToCorrelationId } from './http/correlation-id.ts';
import {
  createFindPeer,
  createToClientIp,
  createToRateLimitKey,
  type Peer,
} from './http/limits/client-address.ts';
import { createRateLimits } from './http/limits/rate-limit.ts';
import { toListenOptions } from './http/listen-options.ts';
import { createLoginCodes } from './login/login-codes.ts';
import { loadMetrics } from './metrics/load-metrics.ts';
import type { Meter } from './metrics/meter.ts';
import type { MetricsServer } from './metrics/metrics-server.ts';
import { answerWhenAvailable, createPortalService } from './portal-service.ts';
import { createAuthenticate } from './sessions/authenticate.ts';
import type { Database } from './store/sqlite/database.ts';
import { describeAccess, isReadableByOthers } from './store/sqlite/file/file-access.ts';
import { openDatabase } from './store/sqlite/file/open-database.ts';
import { resolveFile } from './store/sqlite/file/resolve-file.ts';
import { isReady } from './store/sqlite/is-ready.ts';
import type { OnStatement } from './store/sqlite/statement.ts';

const FLUSH_INTERVAL_MS = 1000;

export interface PortalServer {
  readonly url: string;
  /** Where the metrics are, when a port is set for them. */
  readonly metricsUrl?: string | undefined;
  readonly db: Database;
  /** Answers what was received, stores what is remembered, and lets go of the file. */
  close(): Promise<void>;
}

export interface PortalServerOptions {
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly onStatement?: OnStatement | undefined;
  /** Whether it serves a demo, whose sessions no other server accepts. */
  readonly isDemo?: boolean | undefined;
  /** Runs on the open database while nobody can call yet. */
  readonly beforeListening?: ((db: Database) => Promise<void>) | undefined;
}

/** Opens the database, wires the parts and listens; throws an OperatorError when it cannot. */
export async function startPortalServer(
  config: Config,
  { logger, clock: givenClock, onStatement, beforeListening, isDemo }: PortalServerOptions,
): Promise<PortalServer> {
  let draining = false;
  let http: HttpServer | undefined;
  const isDraining = () => draining;
  const countConnections = async () => (await http?.countConnections()) ?? 0;
  const file = resolveFile(config.PORTAL_DB);
  const metrics = await loadMetrics(
    { ...config, PORTAL_DB: file },
    { isDraining, countConnections },
  );
  const reportStatement = joinListeners(onStatement, metrics?.observeStatement);
  const db = await openDatabase(file, {
    create: true,
    onStatement: reportStatement,
    onReplaced: (err) => logger.error({ err }, 'database lost'),
  });
  if (isReadableByOthers(file)) logger.warn({ db: file }, describeAccess(file));
  const clock = givenClock ?? createSteadyClock(Date.now, findLatestMoment(db, systemClock()));
  const activity = createActivityRecorder(db);
  const meter = metrics?.meter;
  const app = createPortalApp(config, { db, clock, activity, logger, isDraining, meter, isDemo });
  let metricsServer: MetricsServer | undefined;
  http = await startListening().catch(async (error) => {
    await metricsServer?.close();
    await db.close();
    throw error;
  });
  if (config.LOGIN_CODE_SECRET === undefined) {
    logger.info('LOGIN_CODE_SECRET is not set: login codes of this server end with it');
  }
  const { url, close } = http;
  const flushing = flushRegularly(activity, logger);
  return {
    url,
    metricsUrl: metricsServer?.url,
    db,
    async close() {
      draining = true;
      flushing.stop();
      await close();
      await flushing.flushLast();
      await metricsServer?.close();
      await db.close();
    },
  };

  async function startListening(): Promise<HttpServer> {
    await beforeListening?.(db);
    metricsServer = await metrics?.serve(db);
    const options = { ...toListenOptions(config), logger, onRejected: meter?.countRejection };
    return serve(app.fetch, options).catch((error) => {
      throw toListenError(error, config.PORT, '--port N or PORT=N');
    });
  }
}

interface PortalParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly activity: ActivityRecorder;
  readonly logger: Logger;
  readonly isDraining: () => boolean;
  readonly meter?: Meter | undefined;
  readonly isDemo?: boolean | undefined;
}

function joinListeners(...given: readonly (OnStatement | undefined)[]): OnStatement | undefined {
  const listeners = given.filter((listener) => listener !== undefined);
  if (listeners.length === 0) return undefined;
  return (run) => {
    for (const listener of listeners) listener(run);
  };
}

/** The app on a database, without a socket. */
export function createPortalApp(config: Config, parts: PortalParts): PortalApp {
  const { db, logger, isDraining } = parts;
  const trustedProxies = config.TRUSTED_PROXIES;
  const findPeer = createFindPeer(trustedProxies);
  const addresses = { trustedProxies, findPeer, onUntrusted: warnOnce(logger) };
  const toRateLimitKey = createToRateLimitKey(addresses);
  const codes = createLoginCodes(config.LOGIN_CODE_SECRET);
  const webLoginRequiredEvery = config.BOT_LOGIN_WEB_REQUIRED_EVERY;
  const onUnavailable = (err: unknown) => logger.warn({ err }, 'database unavailable');
  return createApp({
    logger,
    meter: parts.meter,
    service: createPortalService({ ...parts, codes, webLoginRequiredEvery, onUnavailable }),
    authenticate: createAuthenticateCallers({
      db,
      clock: parts.clock,
      authenticateSession: createAuthenticate(parts),
      toRateLimitKey,
      toClientIp: createToClientIp(addresses),
      whenAvailable: (work) => answerWhenAvailable(work, onUnavailable),
    }),
    findBot: (c) => findCallingBot(db, c.req.header('x-api-key')),
    sessionCookie: { secure: config.COOKIE_SECURE, domain: config.COOKIE_DOMAIN },
    corsOrigins: config.CORS_ORIGINS,
    consume: createRateLimits({
      user: config.RATE_LIMIT_USER,
      login: config.RATE_LIMIT_LOGIN,
      bot: config.RATE_LIMIT_BOT,
    }),
    toRateLimitKey,
    toCorrelationId: createToCorrelationId(findPeer),
    isReady: async () => !isDraining() && isReady(db),
  });
}

/** All clients of a proxy that is not trusted share its limits, which nobody notices before they are over. */
function warnOnce(logger: Logger): (peer: Peer) => void {
  let isWarned = false;
  return ({ address }) => {
    if (isWarned) return;
    isWarned = true;
    const message = 'X-Forwarded-For is ignored: TRUSTED_PROXIES does not have who sent it';
    logger.warn({ client_address: address }, message);
  };
}

/**
 * Stores the last activities each second; what cannot be stored now is kept and tried again. One flush runs at a
 * time, because each may wait for another process: a stop then waits for at most two.
 */
function flushRegularly(activity: ActivityRecorder, logger: Logger) {
  let running: Promise<void> | undefined;
  const flush = async () => {
    await activity.flush().catch((err) => logger.warn({ err }, 'last activity not stored yet'));
    running = undefined;
  };
  const timer = setInterval(() => {
    running ??= flush();
  }, FLUSH_INTERVAL_MS);
  return {
    stop: () => clearInterval(timer),
    async flushLast(): Promise<void> {
      await running;
      await flush();
    },
  };
}
