import { refuse } from '@portal/contract';
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

interface TestApp {
  readonly spend?: (count: number) => void;
  readonly write?: (line: string) => void;
  readonly origins?: readonly string[];
}

/** An app in which nobody is signed in. */
function createTestApp({ spend, write, origins = [] }: TestApp = {}): App {
  const nobody = async () => refuse({ code: 'authentication_required' });
  const dependencies: AppDependencies = {
    logger: pino({ level: 'info' }, { write: write ?? (() => undefined) }),
    service: { users: { me: nobody, updateMe: nobody, profile: nobody } },
    authenticate: nobody,
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
