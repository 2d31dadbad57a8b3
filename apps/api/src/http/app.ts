import { type ServiceOf, servedOperationEntries, type servedOperations } from '@portal/contract';
import {
  type Authenticate,
  allowOrigins,
  createServerApp,
  fail,
  isForeignSubresource,
  noStore,
  type OriginPolicy,
  type PortalApp,
  type PortalAppOptions,
  type PortalEnv,
  requireOwnOrigin,
  wellFormedTarget,
} from '@portal/server';
import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { Meter } from '../metrics/meter.ts';
import { findDatabaseFailure } from '../store/sqlite/database-failure.ts';
import { accessLog } from './access-log.ts';
import type { ToCorrelationId } from './correlation-id.ts';
import { countRequests } from './count-requests.ts';
import { mountDocs } from './docs/mount-docs.ts';
import { mountHealth } from './health.ts';
import type { ToRateLimitKey } from './limits/client-address.ts';
import { createCharge, type LimitOptions, limitRequests } from './limits/limit-requests.ts';
import type { ConsumeRequests } from './limits/rate-limit.ts';

export interface AppDependencies extends Pick<PortalAppOptions, 'sessionCookie'> {
  readonly service: ServiceOf<typeof servedOperations>;
  readonly authenticate: Authenticate;
  readonly logger: Logger;
  readonly corsOrigins: readonly string[];
  readonly consume: ConsumeRequests;
  readonly toRateLimitKey: ToRateLimitKey;
  readonly findBot: LimitOptions['findBot'];
  readonly toCorrelationId: ToCorrelationId;
  readonly isReady: () => Promise<boolean>;
  /** Absent if nothing is measured. */
  readonly meter?: Meter | undefined;
}

/** Documents and everything below these paths is limited. */
const OPERATIONS = ['/v1/*', '/trpc/*'];
const DOCUMENTS = ['/', '/docs/*', '/openapi.json'];

/** A foreign page that has its visitors load something here spends nothing of their limits. */
function refuseForeignSubresources(policy: OriginPolicy): MiddlewareHandler<PortalEnv> {
  return async (c, next) =>
    isForeignSubresource(c, policy) ? fail(c, { code: 'access_denied' }) : next();
}

/** The API: what comes before the operations, from top to bottom. */
export function createApp(dependencies: AppDependencies): PortalApp {
  const { logger, meter, corsOrigins, toRateLimitKey } = dependencies;
  const charge = createCharge(dependencies);
  const policy: OriginPolicy = {
    isAllowed: (origin) => corsOrigins.includes(origin),
    variesByOrigin: corsOrigins.length > 0,
    charge,
  };
  return createServerApp({
    operations: servedOperationEntries,
    service: dependencies.service,
    sessionCookie: dependencies.sessionCookie ?? {},
    authenticate: dependencies.authenticate,
    toCorrelationId: dependencies.toCorrelationId,
    before(app) {
      app.use(accessLog(logger, toRateLimitKey));
      if (meter !== undefined) app.use(countRequests(meter));
      app.use(wellFormedTarget(charge), allowOrigins(policy));
      mountHealth(app, dependencies.isReady);
      for (const path of OPERATIONS) app.use(path, noStore);
      for (const path of [...OPERATIONS, ...DOCUMENTS]) {
        app.use(path, refuseForeignSubresources(policy), limitRequests(dependencies));
      }
      for (const path of OPERATIONS) app.use(path, requireOwnOrigin(policy));
      mountDocs(app);
    },
    toRefusal(error, c) {
      if (findDatabaseFailure(error) === undefined) return undefined;
      const correlation_id = c.get('correlationId');
      logger.warn({ correlation_id, err: error }, 'database unavailable');
      return { code: 'service_unavailable' };
    },
    reportBug(c, error) {
      logger.error({ correlation_id: c.get('correlationId'), err: error }, 'bug');
    },
  });
}
