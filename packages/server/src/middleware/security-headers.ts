import type { MiddlewareHandler } from 'hono';
import type { PortalEnv } from '../portal-env.ts';
import { SECURITY_HEADERS } from '../security-headers.ts';

const headers = Object.entries(SECURITY_HEADERS);

/** Set before the handlers run, which may set others: a header that is added to a finished answer copies it. */
export const securityHeaders: MiddlewareHandler<PortalEnv> = (c, next) => {
  for (const [name, value] of headers) c.header(name, value);
  return next();
};
