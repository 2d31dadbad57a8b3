import { isForeign, isLocalHost } from '@portal/mocks';
import { fail, type PortalEnv } from '@portal/server';
import type { MiddlewareHandler } from 'hono';

/**
 * Keeps the pages of others from the console, the journal and the controls. A name that is not of this machine may be
 * one that a page made to lead here; but whoever serves the mock on another address calls it by any name.
 */
export function ownPages(
  listeningOn: string,
  corsOrigins: readonly string[],
): MiddlewareHandler<PortalEnv> {
  const takesAnyHost = !isLocalHost(listeningOn) && listeningOn !== '::1';
  return async (c, next) => {
    const isKnownHost = takesAnyHost || isLocalHost(new URL(c.req.url).hostname);
    const isChange = c.req.method === 'POST' || c.req.method === 'DELETE';
    if (isKnownHost && !(isChange && isForeign(c, corsOrigins))) return next();
    return fail(c, { code: 'access_denied' });
  };
}
