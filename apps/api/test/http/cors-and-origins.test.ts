import { describe, expect, test } from 'vitest';
import { type ExpectedRefusal, expectRefusal } from '../support/expect-refusal.ts';
import {
  hostileTest,
  type MarkedPortal,
  readUsernames,
  startMarkedPortal,
} from '../support/hostile-portal.ts';
import { toAnswer } from '../support/to-answer.ts';

const ALLOWED = 'https://app.example';
const SECOND = 'http://localhost:5173';
const ORIGINS = { env: { CORS_ORIGINS: `${ALLOWED},${SECOND}` } };
const DENIED = { status: 403, error: 'Access denied' };
const TYPE = { 'content-type': 'application/json' };
const RENAMED = '{"username":"renamed"}';

hostileTest.override('options', { scope: 'file' }, () => ORIGINS);

const transports = [
  ['REST', '/v1/users/me', '/v1/users/me/update'],
  ['tRPC', '/trpc/users.me', '/trpc/users.updateMe'],
] as const;

describe.each(transports)('over %s', (_name, mePath, updatePath) => {
  hostileTest.for([
    'https://evil.example',
    'null',
    '',
    'https://app.example.evil',
    'https://evilapp.example',
    'https://evil.app.example',
    'https://app.example:8443',
    'https://app.example/',
    'https://app.example@evil.example',
    'http://app.example',
    'HTTPS://APP.EXAMPLE',
    'https://app.example, https://evil.example',
    'http://localhost:5174',
    'http://127.0.0.1:1',
    'http://127.0.0.1.evil.example',
    'file://',
    'app.example',
  ])('a POST from the origin %j changes nothing', async (origin, { portal }) => {
    await expectDenied(portal, await update(portal, updatePath, { origin }));
  });

  hostileTest.for(['cross-site', 'same-site', 'Same-Origin', ''])(
    'a POST that a browser calls %j changes nothing',
    async (site, { portal }) => {
      await expectDenied(portal, await update(portal, updatePath, { 'sec-fetch-site': site }));
    },
  );

  test('an allowed origin counts for more than what the site is called', async () => {
    await using portal = await startMarkedPortal(ORIGINS);
    const headers = { origin: ALLOWED, 'sec-fetch-site': 'cross-site' };
    await expectRenamed(portal, await update(portal, updatePath, headers));
  });

  test.each([
    ['of its own', (url: string) => ({ origin: url })],
    // A proxy may have ended TLS: the server does not know by which scheme it was reached.
    ['of its own by TLS', (url: string) => ({ origin: url.replace('http:', 'https:') })],
    ['that is allowed', () => ({ origin: ALLOWED })],
    ['that is allowed too', () => ({ origin: SECOND })],
    ['that is not named', () => ({})],
    ['that is not named but the same', () => ({ 'sec-fetch-site': 'same-origin' })],
    ['that is a person at an address bar', () => ({ 'sec-fetch-site': 'none' })],
  ] as const)('a POST from an origin %s is served', async (_origin, toHeaders) => {
    await using portal = await startMarkedPortal(ORIGINS);
    await expectRenamed(portal, await update(portal, updatePath, toHeaders(portal.url)));
  });

  test('a POST from a foreign origin is refused before its session and its body are looked at', async () => {
    await using portal = await startMarkedPortal();
    const headers = { origin: 'https://evil.example', 'content-type': 'text/plain' };
    const init = { method: 'POST', headers, body: 'x'.repeat(20_000) };
    expectRefusal(portal, await toAnswer(await fetch(portal.url + updatePath, init)), DENIED);
  });

  hostileTest(
    'a GET from a foreign origin is answered, and nobody there may read it',
    async ({ portal }) => {
      const response = await me(portal, mePath, { origin: 'https://evil.example' });
      expect(response.status).toBe(200);
      expect(corsHeaders(response)).toEqual({});
      expect(variesBy(response)).toContain('Origin');
    },
  );

  test.each([ALLOWED, SECOND])('pages of %s may read answers', async (origin) => {
    await using portal = await startMarkedPortal(ORIGINS);
    expectReadable(await me(portal, mePath, { origin }), origin);
    expectReadable(await update(portal, updatePath, { origin }), origin);
  });

  hostileTest.for([
    ['400', { body: '[]' }],
    ['401', { headers: { cookie: '' } }],
    ['405', { method: 'PUT' }],
    ['413', { body: ' '.repeat(20_000) }],
    ['415', { headers: { 'content-type': 'text/plain' } }],
  ] as const)('pages of an allowed origin may read a %s', async ([status, change], { portal }) => {
    const headers = { cookie: portal.cookie, ...TYPE, origin: ALLOWED };
    const init = { method: 'POST', body: '{}', ...change };
    if ('headers' in change) Object.assign(headers, change.headers);
    const response = await fetch(portal.url + updatePath, { ...init, headers });
    expect(response.status).toBe(Number(status));
    expectReadable(response, ALLOWED);
  });

  test('pages of an allowed origin may read that they ask too often, and until when', async () => {
    await using portal = await startMarkedPortal({ env: { ...ORIGINS.env, RATE_LIMIT_USER: '1' } });
    await me(portal, mePath, {});
    const response = await me(portal, mePath, { origin: ALLOWED });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    expectReadable(response, ALLOWED);
  });

  hostileTest.for([ALLOWED, SECOND])('%s is told what it may send', async (origin, { portal }) => {
    const response = await preflight(portal, updatePath, origin);
    expect(response.status).toBe(204);
    expect(corsHeaders(response)).toEqual({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'content-type,trpc-accept,x-api-key,x-trpc-source',
      'access-control-expose-headers': 'X-Correlation-Id,Retry-After',
      'access-control-max-age': '600',
    });
    expect(variesBy(response)).toContain('Origin');
  });

  hostileTest.for(['https://evil.example', 'null', 'https://app.example.evil', undefined])(
    'a preflight from the origin %j is refused',
    async (origin, { portal }) => {
      const response = await preflight(portal, updatePath, origin);
      expect(corsHeaders(response)).toEqual({});
      expectRefusal(portal, await toAnswer(response), DENIED);
    },
  );

  hostileTest('an OPTIONS that is no preflight is no method', async ({ portal }) => {
    const response = await fetch(portal.url + updatePath, { method: 'OPTIONS' });
    expect(response.headers.get('allow')).toBe('POST');
    expectRefusal(portal, await toAnswer(response), { status: 405, error: 'Method not allowed' });
  });

  test('without allowed origins no page elsewhere may read or send anything', async () => {
    await using portal = await startMarkedPortal();
    expect(corsHeaders(await me(portal, mePath, { origin: ALLOWED }))).toEqual({});
    expectRefusal(portal, await toAnswer(await preflight(portal, updatePath, ALLOWED)), DENIED);
    await expectDenied(portal, await update(portal, updatePath, { origin: ALLOWED }));
  });
});

const everyAnswer: Readonly<Record<string, readonly [path: string, init: RequestInit]>> = {
  '200': ['', {}],
  '401': ['', { headers: { cookie: 'psession=' } }],
  '403': ['', { method: 'POST', headers: { origin: 'https://evil.example' } }],
  '404': ['/nothing', {}],
  '405': ['', { method: 'DELETE' }],
};

describe.each(['/v1/users/me', '/v1/users/profile/viewer', '/trpc/users.me'])(
  '%s is kept by no cache',
  (path) => {
    hostileTest.for(Object.entries(everyAnswer))(
      'when it answers %s',
      async ([status, [suffix, init]], { portal }) => {
        expectKeptByNoCache(await ask(portal, path + suffix, init), status);
      },
    );
  },
);

hostileTest('the headers alone are kept by no cache', async ({ portal }) => {
  expectKeptByNoCache(await ask(portal, '/v1/users/me', { method: 'HEAD' }), '200');
});

describe.each(['/v1/users/me/update', '/trpc/users.updateMe'])('%s is kept by no cache', (path) => {
  hostileTest.for([
    ['200', { headers: TYPE, body: '{}' }],
    ['400', { headers: TYPE, body: '[]' }],
    ['401', { headers: { ...TYPE, cookie: 'psession=' }, body: '{}' }],
    ['403', { headers: { ...TYPE, origin: 'https://evil.example' }, body: '{}' }],
    ['413', { headers: TYPE, body: ' '.repeat(20_000) }],
    ['415', { headers: { 'content-type': 'text/plain' }, body: '{}' }],
  ] as const)('when it answers %s', async ([status, init], { portal }) => {
    expectKeptByNoCache(await ask(portal, path, { method: 'POST', ...init }), status);
  });
});

test.each(['/v1/users/me', '/trpc/users.me'])(
  '%s is kept by no cache when it answers 429',
  async (path) => {
    await using portal = await startMarkedPortal({ env: { RATE_LIMIT_USER: '1' } });
    await ask(portal, path);
    expectKeptByNoCache(await ask(portal, path), '429');
  },
);

function ask(
  { url, cookie }: MarkedPortal,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = { cookie, ...(init.headers as OwnHeaders) };
  return fetch(url + path, { ...init, headers });
}

function expectKeptByNoCache(response: Response, status: string): void {
  expect(response.status).toBe(Number(status));
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(variesBy(response)).toContain('Cookie');
  expect(response.headers.has('etag')).toBe(false);
}

type OwnHeaders = Readonly<Record<string, string>>;

function me({ url, cookie }: MarkedPortal, path: string, headers: OwnHeaders): Promise<Response> {
  return fetch(url + path, { headers: { cookie, ...headers } });
}

function update(
  { url, cookie }: MarkedPortal,
  path: string,
  headers: OwnHeaders,
): Promise<Response> {
  const init = { method: 'POST', body: RENAMED, headers: { cookie, ...TYPE, ...headers } };
  return fetch(url + path, init);
}

function preflight({ url }: MarkedPortal, path: string, origin?: string): Promise<Response> {
  const asked = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  };
  const headers = { ...asked, ...(origin !== undefined && { origin }) };
  return fetch(url + path, { method: 'OPTIONS', headers });
}

async function expectDenied(portal: MarkedPortal, response: Response): Promise<void> {
  expect(corsHeaders(response)).toEqual({});
  expectRefusal(portal, await toAnswer(response), DENIED satisfies ExpectedRefusal);
  expect(readUsernames(portal)).toEqual(['exampleuser', 'viewer']);
}

async function expectRenamed(portal: MarkedPortal, response: Response): Promise<void> {
  expect(response.status).toBe(200);
  expect(readUsernames(portal)).toEqual(['exampleuser', 'renamed']);
}

function expectReadable(response: Response, origin: string): void {
  expect(corsHeaders(response)).toEqual({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'X-Correlation-Id,Retry-After',
  });
  expect(variesBy(response)).toContain('Origin');
}

function corsHeaders({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

function variesBy({ headers }: Response): readonly string[] {
  return (headers.get('vary') ?? '').split(',').map((name) => name.trim());
}
