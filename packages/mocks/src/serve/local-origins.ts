import type { ReplyHeaders } from './mock-reply.ts';
import type { MockRequest } from './mock-request.ts';

const ALLOWED_HEADERS =
  'content-type, prefer, mock-viewer, mock-example, mock-fault, trpc-accept, x-trpc-source';
const EXPOSED_HEADERS =
  'X-Correlation-Id, Retry-After, Allow, Mock-Example, Mock-Violations, Preference-Applied';
const PREFLIGHT_HEADERS: ReplyHeaders = {
  'access-control-allow-methods': 'GET, POST, DELETE',
  'access-control-allow-headers': ALLOWED_HEADERS,
  'access-control-max-age': '600',
};

/** Whether a page of that origin may call with credentials: any port of this machine, and those named. */
export function isAllowedOrigin(origin: string, named: readonly string[]): boolean {
  if (named.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** Whether a request comes from a page that is neither allowed nor of the mock's own host. */
export function isForeign({ url, headers }: MockRequest, named: readonly string[]): boolean {
  const origin = headers.get('origin');
  if (origin === null || isAllowedOrigin(origin, named)) return false;
  return !URL.canParse(origin) || new URL(origin).host !== url.host;
}

/** The CORS headers of an answer, exact and with credentials, never `*`; its `Vary` is the caller's. */
export function toCorsHeaders(request: MockRequest, named: readonly string[]): ReplyHeaders {
  const origin = request.headers.get('origin');
  if (origin === null || !isAllowedOrigin(origin, named)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': EXPOSED_HEADERS,
    ...(isPreflight(request) && PREFLIGHT_HEADERS),
  };
}

export function isPreflight({ method, headers }: MockRequest): boolean {
  return method === 'OPTIONS' && headers.has('access-control-request-method');
}
