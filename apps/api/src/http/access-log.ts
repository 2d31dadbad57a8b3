import type { Logger } from 'pino';
import type { FindCorrelationId } from './correlation-id.ts';
import type { AccessRecord, PortalMiddleware } from './portal-env.ts';

/** Characters a field of a log line may have. */
export const MAX_FIELD_LENGTH = 256;

/** Gives each request its correlation id and writes one line when it is answered; no header, query or body. */
export function logAccess(logger: Logger, findId: FindCorrelationId): PortalMiddleware {
  return async (c, next) => {
    const started = performance.now();
    const access: AccessRecord = {};
    const correlation_id = findId(c.env?.incoming);
    c.set('correlation_id', correlation_id);
    c.set('access', access);
    await next();
    c.res.headers.set('X-Correlation-Id', correlation_id);
    logger.info({
      correlation_id,
      method: c.req.method,
      path: toLoggedPath(c.req.url),
      status: c.res.status,
      duration_ms: Math.round((performance.now() - started) * 1000) / 1000,
      ...access,
    });
  };
}

/** The path as it was sent, still encoded: nothing in it steers whoever reads the log. */
function toLoggedPath(url: string): string {
  const [path = ''] = url.slice(url.indexOf('/', url.indexOf('//') + 2)).split(/[?#]/, 1);
  return path.slice(0, MAX_FIELD_LENGTH);
}
