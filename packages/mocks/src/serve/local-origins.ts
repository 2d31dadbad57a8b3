const ALLOWED_HEADERS =
  'content-type, prefer, mock-viewer, mock-example, mock-fault, trpc-accept, x-trpc-source';
const EXPOSED_HEADERS =
  'X-Correlation-Id, Retry-After, Allow, Mock-Example, Mock-Violations, Preference-Applied';
const PREFLIGHT_SECONDS = '600';

/** Whether a page of that origin may call with credentials: any port of this machine, and those named. */
export function isAllowedOrigin(origin: string, named: readonly string[]): boolean {
  if (named.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** Whether a request comes from a page that is neither allowed nor of the mock's own host. */
export function isForeign({ url, headers }: Request, named: readonly string[]): boolean {
  const origin = headers.get('origin');
  if (origin === null || isAllowedOrigin(origin, named)) return false;
  return !URL.canParse(origin) || new URL(origin).host !== new URL(url).host;
}

/** Sets the CORS headers of an answer, exact and with credentials, never `*`; its `Vary` is the caller's. */
export function allowOrigin(request: Request, headers: Headers, named: readonly string[]): void {
  const origin = request.headers.get('origin');
  if (origin === null || !isAllowedOrigin(origin, named)) return;
  headers.set('Access-Control-Allow-Origin', origin);
  headers.set('Access-Control-Allow-Credentials', 'true');
  headers.set('Access-Control-Expose-Headers', EXPOSED_HEADERS);
  if (!isPreflight(request)) return;
  headers.set('Access-Control-Allow-Methods', 'GET, POST, DELETE');
  headers.set('Access-Control-Allow-Headers', ALLOWED_HEADERS);
  headers.set('Access-Control-Max-Age', PREFLIGHT_SECONDS);
}

export function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers.has('access-control-request-method');
}
