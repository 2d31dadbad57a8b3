import { cors } from 'hono/cors';
import type { PortalHttpContext, PortalMiddleware } from '../portal-env.ts';
import { respondRefusal } from '../respond.ts';
import type { LimitCaller } from './limit-requests.ts';

const EXPOSED = ['X-Correlation-Id', 'Retry-After'];
const PREFLIGHT_SECONDS = 600;

/**
 * Lets pages of the allowed origins call with credentials; no other origin hears of it. A preflight of theirs is
 * their browser's own doing and counts nothing; any other one counts.
 */
export function allowOrigins(origins: readonly string[], limit: LimitCaller): PortalMiddleware {
  const allow = cors({
    origin: [...origins],
    credentials: true,
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type', 'trpc-accept', 'x-trpc-source'],
    exposeHeaders: EXPOSED,
    maxAge: PREFLIGHT_SECONDS,
  });
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (origin !== undefined && origins.includes(origin)) return allow(c, next);
    if (isPreflight(c)) return limit(c, 1) ?? respondRefusal(c, { code: 'access_denied' });
    await next();
    if (origins.length > 0) c.header('Vary', 'Origin', { append: true });
  };
}

/**
 * Refuses requests that a page of a foreign origin makes with the user's cookie. Browsers name the origin
 * on every POST; callers that are no browsers send neither header and pass.
 */
export function requireOwnOrigin(origins: readonly string[]): PortalMiddleware {
  return async (c, next) => {
    return isOwnOrigin(c, origins) ? next() : respondRefusal(c, { code: 'access_denied' });
  };
}

function isOwnOrigin(c: PortalHttpContext, origins: readonly string[]): boolean {
  const origin = c.req.header('origin');
  if (origin === undefined) {
    const site = c.req.header('sec-fetch-site');
    return site === undefined || site === 'same-origin' || site === 'none';
  }
  return origins.includes(origin) || isSameHost(origin, c.req.header('host'));
}

/** The scheme is left out: behind a proxy that ends TLS this server cannot know it. */
function isSameHost(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

function isPreflight(c: PortalHttpContext): boolean {
  return c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined;
}
