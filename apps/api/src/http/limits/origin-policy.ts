import { type Exchange, type Step, varyBy } from '../exchange.ts';
import type { RequestHeaders } from '../http-request.ts';
import { type Reply, replyRefusal } from '../reply.ts';
import type { LimitCaller } from './limit-requests.ts';

/** What a page of an allowed origin may do with an answer. */
const READABLE = {
  'access-control-allow-credentials': 'true',
  'access-control-expose-headers': 'X-Correlation-Id,Retry-After',
};

/** What it may ask for, which its browser remembers for ten minutes. */
const PREFLIGHT_REPLY: Reply = {
  status: 204,
  headers: {
    'access-control-allow-methods': 'GET,POST',
    'access-control-allow-headers': 'content-type,trpc-accept,x-trpc-source',
    'access-control-max-age': '600',
    vary: 'Access-Control-Request-Headers',
  },
  body: null,
};

/**
 * Lets pages of the allowed origins call with credentials; no other origin hears of it. A preflight of theirs is
 * their browser's own doing and counts nothing; any other one counts.
 */
export function allowOrigins(origins: readonly string[], limit: LimitCaller): Step {
  return (exchange) => {
    const { origin } = exchange.request.headers;
    if (origins.length > 0) varyBy(exchange.headers, 'Origin');
    if (origin === undefined || !origins.includes(origin)) return refusePreflight(exchange, limit);
    Object.assign(exchange.headers, READABLE, { 'access-control-allow-origin': origin });
    return exchange.request.method === 'OPTIONS' ? PREFLIGHT_REPLY : undefined;
  };
}

function refusePreflight(exchange: Exchange, limit: LimitCaller): Reply | undefined {
  const { method, headers } = exchange.request;
  if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) {
    return undefined;
  }
  return limit(exchange, 1) ?? replyRefusal(exchange, { code: 'access_denied' });
}

/**
 * Refuses a POST that a page of a foreign origin makes with the user's cookie. Browsers name the origin
 * on every POST; callers that are no browsers send neither header and pass.
 */
export function requireOwnOrigin(origins: readonly string[]): Step {
  return (exchange) => {
    const { method, headers } = exchange.request;
    if (method !== 'POST' || isOwnOrigin(headers, origins)) return undefined;
    return replyRefusal(exchange, { code: 'access_denied' });
  };
}

function isOwnOrigin(headers: RequestHeaders, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined) {
    const site = headers['sec-fetch-site'];
    return site === undefined || site === 'same-origin' || site === 'none';
  }
  return origins.includes(origin) || isSameHost(origin, host);
}

/** The scheme is left out: behind a proxy that ends TLS this server cannot know it. */
function isSameHost(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
