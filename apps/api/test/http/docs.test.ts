import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { createOpenApiDocument } from '@portal/contract';
import { describe, expect, test } from 'vitest';
import { expectRefusal } from '../support/expect-refusal.ts';
import { getRaw } from '../support/get-raw.ts';
import { hostileTest, type MarkedPortal, startMarkedPortal } from '../support/hostile-portal.ts';
import { toAnswer } from '../support/to-answer.ts';

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** Everything there is, and its type. */
const pages: Readonly<Record<string, string>> = {
  '/docs': 'text/html; charset=utf-8',
  '/docs/docs.css': STYLE,
  '/docs/docs.js': SCRIPT,
  '/docs/icon.svg': 'image/svg+xml',
  '/docs/session-cookie.js': SCRIPT,
  '/docs/swagger-ui-bundle.js': SCRIPT,
  '/docs/swagger-ui.css': STYLE,
};
const everything = { ...pages, '/openapi.json': 'application/json' };

// Workers are shared between files, and another file wishes for allowed origins.
hostileTest.override('options', { scope: 'file' }, () => ({}));

describe.each(Object.entries(everything))('%s', (path, type) => {
  hostileTest('is served to anybody, and no cache keeps it unasked', async ({ portal }) => {
    const { status, headers } = await fetch(portal.url + path);
    expect([status, headers.get('content-type')]).toEqual([200, type]);
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('vary')).toBe('Accept-Encoding');
    expect(headers.get('x-correlation-id')).not.toBeNull();
  });

  hostileTest('is compressed for those who take it so, and the same', async ({ portal }) => {
    const plain = await ask(portal, path, { accepted: 'identity' });
    const packed = await ask(portal, path, { accepted: 'br;q=0, gzip' });
    const refused = await ask(portal, path, { accepted: 'gzip;q=0, *' });
    expect([plain, packed, refused].map(({ headers }) => headers['content-encoding'])).toEqual([
      undefined,
      'gzip',
      undefined,
    ]);
    expect(gunzipSync(packed.bytes).equals(plain.bytes)).toBe(true);
    expect(refused.bytes.equals(plain.bytes)).toBe(true);
  });

  hostileTest('is not sent again to those who have it', async ({ portal }) => {
    const url = portal.url + path;
    const etag = (await fetch(url)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]{43}"$/);
    for (const known of [etag, `"other", ${etag}`, '*']) {
      const answer = await fetch(url, { headers: { 'if-none-match': known } });
      expect([answer.status, await answer.text()]).toEqual([304, '']);
      expect(answer.headers.get('etag')).toBe(etag);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    }
    const stale = await fetch(url, { headers: { 'if-none-match': 'W/"other"' } });
    expect(stale.status).toBe(200);
  });

  hostileTest('tells its headers alone to HEAD', async ({ portal }) => {
    const [get, head] = [
      await ask(portal, path, { accepted: 'identity' }),
      await ask(portal, path, { accepted: 'identity', method: 'HEAD' }),
    ];
    expect(head.headers['content-length']).toBe(String(get.bytes.length));
    expect(withoutRequest(head.headers)).toEqual(withoutRequest(get.headers));
    expect(head.bytes.length).toBe(0);
  });

  hostileTest('knows no other method', async ({ portal }) => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await toAnswer(await fetch(portal.url + path, { method }));
      expectRefusal(portal, answer, { status: 405, error: 'Method not allowed' });
      expect(answer.headers.get('allow')).toBe('GET, HEAD');
    }
  });
});

describe.each(Object.keys(pages))('%s', (path) => {
  hostileTest('may load nothing from elsewhere and run nothing inline', async ({ portal }) => {
    const { headers } = await fetch(portal.url + path);
    const policy = headers.get('content-security-policy')?.split('; ').sort();
    expect(policy).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

hostileTest('the document is the one of the contract', async ({ portal }) => {
  const document = await (await fetch(`${portal.url}/openapi.json`)).json();
  expect(document).toEqual(JSON.parse(JSON.stringify(createOpenApiDocument())));
});

hostileTest('a slash too many leads to the page', async ({ portal }) => {
  const answer = await fetch(`${portal.url}/docs/`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([308, '../docs']);
  const refused = await fetch(`${portal.url}/docs/`, { method: 'POST' });
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

hostileTest.for([
  '/docs/index.html',
  '/docs/nothing.js',
  '/docs/docs.ts',
  '/docs/docs-files.ts',
  '/docs/tsconfig.json',
  '/docs/page/docs.js',
  '/docs/package.json',
  '/docs/swagger-ui-bundle.js.map',
  '/docs/swagger-ui.css/',
  '/docs/..%2fdocs-files.ts',
  '/docs/%2e%2e%2fapp.ts',
  '/docs/..%5cdocs-files.ts',
  '/docs/%00docs.js',
  '/docs/constructor',
  '/docs/__proto__',
  '/Docs',
  '/openapi.json/',
  '/openapi',
])('nothing is at %s', async (target, { portal }) => {
  const answer = await toAnswer(await getRaw(portal.url, target));
  expectRefusal(portal, answer, { status: 404, error: 'Not found' });
});

hostileTest.for([
  '/docs/../docs-files.ts',
  '/docs//docs.js',
  '/docs/./docs.js',
  '/docs/%2e%2e/docs.js',
  '/docs\\docs.js',
  '/docs/%zz',
])('%s is malformed, as anywhere', async (target, { portal }) => {
  const answer = await toAnswer(await getRaw(portal.url, target));
  expectRefusal(portal, answer, { status: 400, error: 'Invalid request' });
});

test.each(['/', '/docs', '/openapi.json', '/docs/docs.js'])(
  '%s spends a request of the limit',
  async (path) => {
    await using portal = await startMarkedPortal({ env: { RATE_LIMIT_USER: '2' } });
    const ask = async () => (await fetch(portal.url + path, { redirect: 'manual' })).status;
    const statuses = [await ask(), await ask(), await ask()];
    expect(statuses.map((status) => status === 429)).toEqual([false, false, true]);
  },
);

hostileTest('the root leads to the page', async ({ portal }) => {
  const answer = await fetch(portal.url, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, 'docs']);
  expect((await fetch(portal.url)).url).toBe(`${portal.url}/docs`);
});

hostileTest('nothing that is served leads out of a prefix', async ({ portal }) => {
  const html = await (await fetch(`${portal.url}/docs`)).text();
  const links = [...html.matchAll(/(?:href|src)="([^"#]+)"/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(4);
  for (const link of links) {
    const path = new URL(link, 'https://host/prefix/docs').pathname.replace('/prefix', '');
    expect(Object.keys(everything)).toContain(path);
  }
  const script = await (await fetch(`${portal.url}/docs/docs.js`)).text();
  expect(script).not.toMatch(/['"]\/(docs|openapi)/);
  const document = await (await fetch(`${portal.url}/openapi.json`)).json();
  const { servers } = document as { readonly servers: readonly { readonly url: string }[] };
  expect(new URL(servers[0]?.url ?? '', 'https://host/prefix/openapi.json').pathname).toBe(
    '/prefix/',
  );
});

test('each request writes its line, without a user or an operation', async () => {
  await using portal = await startMarkedPortal();
  const headers = { cookie: portal.cookie };
  for (const path of ['/docs', '/openapi.json?x=1', '/docs/nothing'])
    await fetch(portal.url + path, { headers });
  expect(
    portal.logs.map(({ path, status, error, user_id, operation }) => {
      return { path, status, error, user_id, operation };
    }),
  ).toEqual([
    { path: '/docs', status: 200 },
    { path: '/openapi.json', status: 200 },
    { path: '/docs/nothing', status: 404, error: 'not_found' },
  ]);
});

test('a page that has not changed keeps its content policy', async () => {
  await using portal = await startMarkedPortal();
  const read = (etag = '') => fetch(`${portal.url}/docs`, { headers: { 'if-none-match': etag } });
  const first = await read();
  const again = await read(first.headers.get('etag') ?? '');
  expect(again.status).toBe(304);
  expect(again.headers.get('content-security-policy')).toMatch(/script-src 'self'/);
  for (const name of ['content-security-policy', 'cache-control', 'etag']) {
    expect(again.headers.get(name)).toBe(first.headers.get(name));
  }
});

test('pages of an allowed origin may read the document, changed or not, and no others', async () => {
  const friend = 'https://app.example';
  await using portal = await startMarkedPortal({ env: { CORS_ORIGINS: friend } });
  const read = (origin: string, etag = '') =>
    fetch(`${portal.url}/openapi.json`, { headers: { origin, 'if-none-match': etag } });
  const first = await read(friend);
  const again = await read(friend, first.headers.get('etag') ?? '');
  expect([first.status, again.status]).toEqual([200, 304]);
  for (const { headers } of [first, again]) {
    expect(headers.get('access-control-allow-origin')).toBe(friend);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('vary')).toMatch(/Origin/);
  }
  const stranger = await read('https://evil.example');
  expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
});

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** The answer as it crossed the socket: `fetch` would unpack it. */
async function ask(
  { url }: MarkedPortal,
  path: string,
  { accepted, method = 'GET' }: { readonly accepted: string; readonly method?: string },
): Promise<Received> {
  const asked = request(url + path, { method, headers: { 'accept-encoding': accepted } }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { headers: response.headers, bytes: Buffer.concat(await response.toArray()) };
}

/** What is the same at each request. */
function withoutRequest({ date, 'x-correlation-id': _, ...headers }: IncomingHttpHeaders): object {
  return headers;
}
