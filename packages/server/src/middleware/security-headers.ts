import type { MiddlewareHandler } from 'hono';
import type { PortalEnv } from '../portal-env.ts';

/** What keeps a browser from making anything of an answer but data; pages set a policy of their own. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** Set before the handlers run: a header that is added to a finished answer copies it. */
export const securityHeaders: MiddlewareHandler<PortalEnv> = async (c, next) => {
  for (const name in SECURITY_HEADERS) c.header(name, SECURITY_HEADERS[name]);
  await next();
};
