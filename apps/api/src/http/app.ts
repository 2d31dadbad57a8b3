import { TRPC_ENDPOINT } from '@portal/contract';
import { Hono } from 'hono';
import { findDatabaseFailure } from '../database/database-failure.ts';
import type { Meter } from '../metrics/meter.ts';
import { logAccess } from './access-log.ts';
import type { FindCorrelationId } from './correlation-id.ts';
import { mountDocs } from './docs/mount-docs.ts';
import { mountHealth } from './health.ts';
import type { FindClientAddress } from './limits/client-address.ts';
import { createLimitCaller, limitRequests } from './limits/limit-requests.ts';
import { allowOrigins, requireOwnOrigin } from './limits/origin-policy.ts';
import type { SpendRequests } from './limits/rate-limit.ts';
import { requireSoundRequest } from './limits/request-target.ts';
import { measureRequests } from './measure-requests.ts';
import type { PortalEnv, PortalHttpContext, PortalMiddleware } from './portal-env.ts';
import { respondRefusal } from './respond.ts';
import { mountRest } from './rest-adapter.ts';
import { mountTrpc, type TrpcDependencies } from './trpc-adapter.ts';

export interface AppDependencies extends TrpcDependencies {
  readonly corsOrigins: readonly string[];
  readonly spendRequests: SpendRequests;
  readonly findClientAddress: FindClientAddress;
  readonly findCorrelationId: FindCorrelationId;
  readonly isReady: () => Promise<boolean>;
  /** Absent when nothing is measured. */
  readonly meter?: Meter | undefined;
}

/** Wires the whole HTTP side: the path of one request, from top to bottom. */
export function createApp(dependencies: AppDependencies): Hono<PortalEnv> {
  const { corsOrigins, logger } = dependencies;
  const limit = createLimitCaller(dependencies.spendRequests, dependencies.findClientAddress);
  const app = new Hono<PortalEnv>();
  app.use(logAccess(logger, dependencies.findCorrelationId));
  if (dependencies.meter) app.use(measureRequests(dependencies.meter));
  app.use(requireSoundRequest(limit));
  app.use(allowOrigins(corsOrigins, limit));
  mountHealth(app, dependencies.isReady);
  mountDocs(app);
  for (const path of ['/v1/users/*', `${TRPC_ENDPOINT}/*`]) {
    app.use(path, keepPrivate());
    app.use(path, limitRequests(limit));
    app.post(path, requireOwnOrigin(corsOrigins));
  }
  mountRest(app, dependencies);
  mountTrpc(app, dependencies);
  app.notFound((c) => respondRefusal(c, { code: 'not_found' }));
  app.onError((error, c) => respondFailure(c, error, dependencies));
  return app;
}

/** Answers depend on who asks: no cache may keep them. */
function keepPrivate(): PortalMiddleware {
  return async (c, next) => {
    await next();
    c.header('Cache-Control', 'private, no-store');
    c.header('Vary', 'Cookie', { append: true });
  };
}

/** The one place where what was thrown becomes an answer; nothing of it reaches the client. */
function respondFailure(c: PortalHttpContext, error: Error, { logger }: AppDependencies): Response {
  if (isCutOff(c)) return respondRefusal(c, { code: 'invalid_request' });
  if (findDatabaseFailure(error) !== undefined) {
    logger.warn({ correlation_id: c.var.correlation_id, err: error }, 'database unavailable');
    return respondRefusal(c, { code: 'service_unavailable' });
  }
  logger.error({ correlation_id: c.var.correlation_id, err: error }, 'bug');
  return respondRefusal(c, { code: 'internal_error' });
}

/** Whether the client left before all of its request was here; a request that is read is destroyed too. */
function isCutOff({ env }: PortalHttpContext): boolean {
  const { incoming } = env ?? {};
  return incoming?.destroyed === true && !incoming.complete;
}
