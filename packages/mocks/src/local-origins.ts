import { fail, type PortalContext, type PortalEnv } from '@portal/server';
import type { MiddlewareHandler } from 'hono';

const EXPOSED_HEADERS =
  'X-Correlation-Id, Retry-After, Allow, Mock-Example, Mock-Violations, Preference-Applied';
const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Methods': 'GET, POST, DELETE',
  'Access-Control-Allow-Headers':
    'content-type, prefer, mock-viewer, mock-example, mock-fault, trpc-accept, x-trpc-source',
  'Access-Control-Max-Age': '600',
};

/** Whether a page of that origin may call with credentials: any port of this machine, and those named. */
export function isAllowedOrigin(origin: string, named: readonly string[]): boolean {
  if (named.includes(origin)) return true;
  return URL.canParse(origin) && isLocalHost(new URL(origin).hostname);
}

/** Whether a host name leads to this machine, wherever it is asked. */
export function isLocalHost(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** Whether a request comes from a page that is neither allowed nor of the mock's own host. */
export function isForeign(c: PortalContext, named: readonly string[]): boolean {
  const origin = c.req.header('origin');
  if (origin === undefined) {
    const site = c.req.header('sec-fetch-site') ?? 'none';
    return site !== 'none' && site !== 'same-origin';
  }
  if (isAllowedOrigin(origin, named)) return false;
  return !URL.canParse(origin) || new URL(origin).host !== new URL(c.req.url).host;
}

/** CORS for the pages of this machine, by name and with credentials, never `*`. Every answer depends on who asks. */
export function localOrigins(named: readonly string[]): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    c.header('Cache-Control', 'private, no-store');
    c.header('Vary', 'Cookie, Origin');
    const origin = c.req.header('origin');
    const isAllowed = origin !== undefined && isAllowedOrigin(origin, named);
    if (isAllowed) {
      c.header('Access-Control-Allow-Origin', origin);
      c.header('Access-Control-Allow-Credentials', 'true');
      c.header('Access-Control-Expose-Headers', EXPOSED_HEADERS);
    }
    if (!isPreflight(c)) return next();
    if (isForeign(c, named)) return fail(c, { code: 'access_denied' });
    return c.body(null, 204, isAllowed ? PREFLIGHT_HEADERS : {});
  };
}

function isPreflight({ req }: PortalContext): boolean {
  return req.method === 'OPTIONS' && req.header('access-control-request-method') !== undefined;
}
