import { type PortalService, refuse, type Viewer } from '@portal/contract';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type App, type AppDependencies, createApp } from './app.ts';

const MISSING = '00000000-0000-4000-8000-000000000000';

test.each([
  ['/v1/users', true],
  ['/v1/users/', true],
  ['/v1/users/nothing', true],
  ['/trpc', true],
  ['/trpc/nothing', true],
  ['/v1', false],
  ['/v1/usersx', false],
  ['/trpcs', false],
  ['/healthz', false],
  ['/docs', false],
])('%s spends a request and is kept by no cache: %s', async (path, expected) => {
  const spent: number[] = [];
  const { headers } = await ask(createTestApp({ spend: (count) => void spent.push(count) }), path);
  expect(spent).toEqual(expected ? [1] : []);
  expect(headers.get('cache-control') === 'private, no-store').toBe(expected);
});

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

test('an operation gets the parameters of its path decoded, and decoded once', async () => {
  const asked: unknown[] = [];
  const app = createTestApp({ viewer: { id: 1, permission_level: 0 }, asked });
  for (const name of ['a%2Fb', '%2561', '%C3%A9', '%62'])
    await ask(app, `/v1/users/profile/${name}`);
  expect(asked).toEqual(['a/b', '%61', 'é', 'b'].map((username) => ({ username })));
});

interface TestApp {
  readonly viewer?: Viewer;
  /** Gets the input of each profile that is asked for. */
  readonly asked?: unknown[];
  readonly spend?: (count: number) => void;
  readonly write?: (line: string) => void;
  readonly origins?: readonly string[];
}

/** An app with one viewer or none, and nobody to show. */
function createTestApp(options: TestApp = {}): App {
  const { viewer, asked, spend, write, origins = [] } = options;
  const nobody = async () => refuse({ code: 'authentication_required' });
  const profile: PortalService['users.profile'] = async (_viewer, input) => {
    asked?.push(input);
    return refuse({ code: 'user_not_found' });
  };
  const dependencies: AppDependencies = {
    logger: pino({ level: 'info' }, { write: write ?? (() => undefined) }),
    service: { 'users.me': nobody, 'users.updateMe': nobody, 'users.profile': profile },
    authenticate: viewer ? async () => ({ ok: true, value: viewer }) : nobody,
    corsOrigins: origins,
    spendRequests: (_limit, _address, count) => void spend?.(count),
    findClientAddress: () => 'in-process',
    findCorrelationId: () => MISSING,
    isReady: async () => true,
  };
  return createApp(dependencies);
}

function ask(app: App, path: string, init: RequestInit = {}): Promise<Response> {
  return app.fetch(new Request(`http://portal.test${path}`, init));
}
