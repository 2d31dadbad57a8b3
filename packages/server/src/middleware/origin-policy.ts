import type { MiddlewareHandler } from 'hono';
import { fail } from '../errors.ts';
import type { PortalContext, PortalEnv } from '../portal-env.ts';

/** Whose pages may call, beside those of the server's own origin. */
export interface OriginPolicy {
  readonly isAllowed: (origin: string) => boolean;
  /** Whether any origin is allowed: then answers depend on it. */
  readonly variesByOrigin: boolean;
  /** May answer a preflight of a foreign page, when the client is over its limit. */
  readonly charge?: (c: PortalContext) => Response | undefined;
}

/**
 * Lets pages of the allowed origins call with credentials; the pages of any other get no header for it. A preflight of theirs
 * is their browser's own doing and costs nothing; any other one does.
 */
export function allowOrigins(policy: OriginPolicy): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (policy.variesByOrigin) c.header('Vary', 'Origin', { append: true });
    if (origin === undefined || !policy.isAllowed(origin)) {
      if (!isPreflight(c)) return next();
      const isFree = isForeignSubresource(c, policy) || policy.charge === undefined;
      return (isFree ? undefined : policy.charge?.(c)) ?? fail(c, { code: 'access_denied' });
    }
    c.header('Access-Control-Allow-Origin', origin);
    c.header('Access-Control-Allow-Credentials', 'true');
    c.header('Access-Control-Expose-Headers', 'X-Correlation-Id,Retry-After');
    return c.req.method === 'OPTIONS' ? answerPreflight(c) : next();
  };
}

/** What a page of an allowed origin may ask for, which its browser remembers for ten minutes. */
function answerPreflight(c: PortalContext): Response {
  c.header('Vary', 'Access-Control-Request-Headers', { append: true });
  return c.body(null, 204, {
    'Access-Control-Allow-Methods': 'GET,POST',
    'Access-Control-Allow-Headers': 'content-type,trpc-accept,x-api-key,x-trpc-source',
    'Access-Control-Max-Age': '600',
  });
}

function isPreflight(c: PortalContext): boolean {
  return c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined;
}

/**
 * Refuses a POST that a page of a foreign origin makes with the user's cookie. Browsers name the origin
 * on every POST; callers that are no browsers send neither header and pass.
 */
export function requireOwnOrigin(policy: OriginPolicy): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    if (c.req.method !== 'POST' || isOwnOrigin(c, policy)) return next();
    return fail(c, { code: 'access_denied' });
  };
}

/** Whether a foreign page has its visitor's browser load this as a part of it, such as an image. */
export function isForeignSubresource(c: PortalContext, { isAllowed }: OriginPolicy): boolean {
  if (c.req.header('sec-fetch-site') !== 'cross-site') return false;
  const origin = c.req.header('origin');
  const isOpened = c.req.header('sec-fetch-mode') === 'navigate' && c.req.method !== 'POST';
  return !isOpened && (origin === undefined || !isAllowed(origin));
}

function isOwnOrigin(c: PortalContext, { isAllowed }: OriginPolicy): boolean {
  const origin = c.req.header('origin');
  if (origin === undefined) {
    const site = c.req.header('sec-fetch-site');
    return site === undefined || site === 'same-origin' || site === 'none';
  }
  return isAllowed(origin) || isSameHost(origin, c.req.header('host'));
}

/** The server cannot know its own scheme behind a proxy that ends TLS, so the origin's stands for it. */
function isSameHost(origin: string, host: string | undefined): boolean {
  const from = URL.parse(origin);
  if (from === null || host === undefined) return false;
  return from.host !== '' && from.host === URL.parse(`${from.protocol}//${host}`)?.host;
}
