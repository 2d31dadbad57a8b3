import { refuse, servedOperationEntries, type Viewer } from '@portal/contract';
import type { PortalApp } from '@portal/server';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type AppDependencies, createApp } from './app.ts';

const MISSING = '00000000-0000-4000-8000-000000000000';

test.each([
  ['/v1/users', true],
  ['/v1/users/', true],
  ['/v1/users/nothing', true],
  ['/trpc', true],
  ['/trpc/nothing', true],
  ['/v1', true],
  ['/v1/other', true],
  ['/v1x', false],
  ['/trpcs', false],
  ['/healthz', false],
])('%s spends a request and is kept by no cache: %s', async (path, expected) => {
  const spent: number[] = [];
  const { headers } = await ask(createTestApp({ spend: (count) => void spent.push(count) }), path);
  expect(spent).toEqual(expected ? [1] : []);
  expect(headers.get('cache-control') === 'private, no-store').toBe(expected);
});

test.each(['/', '/docs', '/docs/', '/docs/docs.js', '/openapi.json'])(
  '%s spends a request',
  async (path) => {
    const spent: number[] = [];
    await ask(createTestApp({ spend: (count) => void spent.push(count) }), path);
    expect(spent).toEqual([1]);
  },
);

test.each([
  ['/trpc/users.me', [1]],
  ['/trpc/users.me,users.profile?batch=1', [2]],
  ['/trpc/users.me%2Cusers.me,users.me?batch=1', [3]],
  ['/trpc/users.me,users.absent,absent,__proto__?batch=1', [2]],
  ['/trpc/a,b,c,d,e,f?batch=1', [1]],
  ['/trpc/users.me,users.me', [1]],
  [`/trpc/${Array(11).fill('users.me')}?batch=1`, [1]],
])(
  '%s spends a request for each operation, and one for all that is unknown',
  async (path, expected) => {
    const spent: number[] = [];
    await ask(createTestApp({ spend: (count) => void spent.push(count) }), path);
    expect(spent.reduce((sum, count) => sum + count, 0)).toEqual(expected[0]);
  },
);

test.each([
  [{}, 403, 0],
  [{ 'sec-fetch-mode': 'cors', origin: 'https://evil.example' }, 403, 0],
  [{ 'sec-fetch-mode': 'cors', origin: 'https://app.example' }, 401, 1],
  [{ 'sec-fetch-mode': 'navigate' }, 401, 1],
])(
  'a part of a foreign page with %j is answered %i and spends %i',
  async (headers, status, count) => {
    const spent: number[] = [];
    const spend = (count: number) => void spent.push(count);
    const app = createTestApp({ spend, origins: ['https://app.example'] });
    const init = { headers: { 'sec-fetch-site': 'cross-site', ...headers } };
    expect((await ask(app, '/v1/users/me', init)).status).toBe(status);
    expect(spent).toHaveLength(count);
  },
);

test.each(['/v1/users/me', '/trpc/users.me', '/healthz', '/docs', '/nothing'])(
  'HEAD %s tells the headers of GET alone',
  async (path) => {
    const [get, head] = [
      await ask(createTestApp(), path),
      await ask(createTestApp(), path, { method: 'HEAD' }),
    ];
    expect([head.status, [...head.headers]]).toEqual([get.status, [...get.headers]]);
    expect(await head.text()).toBe('');
    expect(await get.text()).not.toBe('');
  },
);

test('what is thrown is told to the log, and nothing of it to the client', async () => {
  const logs: string[] = [];
  const app = createTestApp({
    spend() {
      throw new Error('SECRET');
    },
    write: (line) => void logs.push(line),
  });
  const answer = await ask(app, '/v1/users/me');
  expect([answer.status, await answer.json()]).toEqual([
    500,
    { error: 'Internal server error', correlation_id: MISSING },
  ]);
  expect(logs.filter((line) => line.includes('SECRET'))).toHaveLength(1);
});

test('each request has its own headers', async () => {
  const app = createTestApp({ origins: ['https://app.example'] });
  const first = await ask(app, '/v1/users/me', { headers: { origin: 'https://app.example' } });
  const second = await ask(app, '/v1/users/me');
  expect(first.headers.get('access-control-allow-origin')).toBe('https://app.example');
  expect(second.headers.get('access-control-allow-origin')).toBeNull();
  expect(second.headers.get('vary')).toBe(first.headers.get('vary'));
});

interface TestApp {
  readonly viewer?: Viewer;
  readonly spend?: (count: number) => void;
  readonly write?: (line: string) => void;
  readonly origins?: readonly string[];
}

/** An app with one viewer or none, and nobody to show. */
function createTestApp(options: TestApp = {}): PortalApp {
  const { viewer, spend, write, origins = [] } = options;
  const nobody = async () => refuse({ code: 'authentication_required' });
  const dependencies: AppDependencies = {
    logger: pino({ level: 'info' }, { write: write ?? (() => undefined) }),
    service: Object.fromEntries(
      servedOperationEntries.map(([id]) => [id, nobody]),
    ) as unknown as AppDependencies['service'],
    authenticate: {
      session: viewer ? () => ({ ok: true, value: viewer }) : nobody,
      publicKey: nobody,
      botKey: nobody,
      none: nobody,
    },
    findBot: () => undefined,
    corsOrigins: origins,
    consume: (costs) => void costs.forEach(({ count }) => void spend?.(count)),
    toRateLimitKey: () => 'in-process',
    toCorrelationId: () => MISSING,
    isReady: async () => true,
  };
  return createApp(dependencies);
}

function ask(app: PortalApp, path: string, init: RequestInit = {}): Promise<Response> {
  return Promise.resolve(app.request(path, init));
}
