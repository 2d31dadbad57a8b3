import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type MarkedPortal, startMarkedPortal } from '../support/hostile-portal.ts';
import { startTestPortal } from '../support/test-portal.ts';

const LIMIT = 5;
const UP_TO_A_MINUTE = expect.stringMatching(/^([1-9]|[1-5]\d|60)$/);
const ALLOWED = 'https://app.example';

type Headers = Readonly<Record<string, string>>;

/** The headers of the nth request, by which it claims to come from somewhere else than the one before. */
const claims: Readonly<Record<string, (index: number) => Headers>> = {
  'X-Forwarded-For': (index) => ({ 'x-forwarded-for': `203.0.113.${index}` }),
  'many hops': (index) => ({ 'x-forwarded-for': `203.0.113.${index}, 127.0.0.1, 10.0.0.${index}` }),
  Forwarded: (index) => ({ forwarded: `for=203.0.113.${index};proto=https` }),
  'X-Real-IP': (index) => ({ 'x-real-ip': `203.0.113.${index}` }),
  'X-Client-IP': (index) => ({ 'x-client-ip': `203.0.113.${index}` }),
  'CF-Connecting-IP': (index) => ({ 'cf-connecting-ip': `203.0.113.${index}` }),
  'True-Client-IP': (index) => ({ 'true-client-ip': `203.0.113.${index}` }),
  'another session': (index) => ({ cookie: `psession=${index}` }),
  'another user agent': (index) => ({ 'user-agent': `agent ${index}` }),
  'all at once': (index) => ({
    'x-forwarded-for': `203.0.113.${index}`,
    forwarded: `for=203.0.113.${index}`,
    'x-real-ip': `203.0.113.${index}`,
  }),
};

test.each(Object.entries(claims))('%s gains a client nothing', async (_claim, toHeaders) => {
  await using portal = await startMarkedPortal({ env: { RATE_LIMIT_USER: `${LIMIT}` } });
  expect(await countServed(portal, 3 * LIMIT, toHeaders)).toBe(LIMIT);
});

describe('behind trusted proxies', () => {
  const env = {
    RATE_LIMIT_USER: `${LIMIT}`,
    TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8,2001:db8:f::/48',
  };

  test.each([
    [
      'what a client puts before its address',
      (index: number) => `198.51.100.${index}, 203.0.113.1`,
    ],
    ['what a proxy adds after it', (index: number) => `203.0.113.1, 10.0.0.${index}`],
    ['both', (index: number) => `x${index}, 203.0.113.1, 10.0.${index}.1, 2001:db8:f::${index}`],
    ['another address in its IPv6 network', (index: number) => `2001:db8:1:2:${index}::1`],
    ['its address in IPv6', (index: number) => (index % 2 ? '203.0.113.1' : '::ffff:203.0.113.1')],
    ['a name for an address', (index: number) => `x${index}, somebody`],
    ['no address at all', () => ''],
  ])('%s gains a client nothing', async (_claim, toHops) => {
    await using portal = await startMarkedPortal({ env });
    const served = await countServed(portal, 3 * LIMIT, (index) => ({
      'x-forwarded-for': toHops(index),
    }));
    expect(served).toBe(LIMIT);
  });

  test.each(['Forwarded', 'X-Real-IP', 'CF-Connecting-IP'])('%s is not believed', async (claim) => {
    await using portal = await startMarkedPortal({ env });
    const toHeaders = claims[claim] ?? (() => ({}));
    expect(await countServed(portal, 3 * LIMIT, toHeaders)).toBe(LIMIT);
  });

  test.each([
    ['IPv4 addresses', (index: number) => `203.0.113.${index}`],
    ['IPv6 networks', (index: number) => `2001:db8:1:${index}::1`],
    ['addresses that a trusted one names', (index: number) => `203.0.113.${index}, 10.0.0.1`],
  ])('%s have a limit of their own each', async (_clients, toHops) => {
    await using portal = await startMarkedPortal({ env });
    const served = await countServed(portal, 3 * LIMIT, (index) => ({
      'x-forwarded-for': toHops(index),
    }));
    expect(served).toBe(3 * LIMIT);
  });
});

interface Counted {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Headers;
  readonly status: number;
}

const counted: Readonly<Record<string, Counted>> = {
  'without a session': { path: '/v1/users/me', headers: { cookie: '' }, status: 401 },
  'from a foreign origin': {
    path: '/v1/users/me/update',
    method: 'POST',
    headers: { origin: 'null' },
    status: 403,
  },
  'for nobody': { path: '/v1/users/profile/nobody', status: 404 },
  'for no route': { path: '/v1/users/nothing', status: 404 },
  'for no procedure': { path: '/trpc/nothing', status: 404 },
  'by another method': { path: '/v1/users/me', method: 'DELETE', status: 405 },
  'of another type': { path: '/trpc/users.updateMe', method: 'POST', status: 415 },
  'for the headers alone': { path: '/v1/users/me', method: 'HEAD', status: 200 },
  'for a malformed target': { path: '/v1/users/profile/%zz', status: 400 },
  'for a malformed target elsewhere': { path: '/elsewhere/%zz', status: 400 },
  'for the methods, which is no preflight': {
    path: '/v1/users/me',
    method: 'OPTIONS',
    status: 405,
  },
  'of a page elsewhere whether it may call': {
    path: '/v1/users/me',
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    status: 403,
  },
};

test.each(Object.entries(counted))('a request %s counts', async (_request, expected) => {
  const { path, method = 'GET', headers, status } = expected;
  await using portal = await startMarkedPortal({ env: { RATE_LIMIT_USER: '2' } });
  const { url, cookie } = portal;
  const ask = () => fetch(url + path, { method, headers: { cookie, ...headers } });
  const statuses = [(await ask()).status, (await ask()).status, (await ask()).status];
  expect(statuses).toEqual([status, status, 429]);
});

const uncounted: Readonly<Record<string, Counted>> = {
  'for whether the process lives': { path: '/healthz', status: 200 },
  'for whether it can serve': { path: '/readyz', status: 200 },
  'for no route of users': { path: '/elsewhere', status: 404 },
  'of an allowed page whether it may call': {
    path: '/v1/users/me',
    method: 'OPTIONS',
    headers: { origin: ALLOWED, 'access-control-request-method': 'POST' },
    status: 204,
  },
};

test.each(Object.entries(uncounted))('a request %s does not count', async (_request, expected) => {
  const { path, method = 'GET', headers, status } = expected;
  await using portal = await startMarkedPortal({
    env: { RATE_LIMIT_USER: '1', CORS_ORIGINS: ALLOWED },
  });
  const { url, cookie } = portal;
  const statuses = new Set<number>();
  for (let count = 0; count < 3; count += 1) {
    statuses.add((await fetch(url + path, { method, ...(headers && { headers }) })).status);
  }
  const me = () => fetch(`${url}/v1/users/me`, { headers: { cookie } });
  expect([...statuses, (await me()).status, (await me()).status]).toEqual([status, 200, 429]);
});

test('a batch that does not fit spends nothing, and is told to wait', async () => {
  await using portal = await startMarkedPortal({ env: { RATE_LIMIT_USER: '4' } });
  const ask = async (count: number) => {
    const path = `/trpc/${Array(count).fill('users.me').join()}?batch=1`;
    const headers = { cookie: portal.cookie };
    const { status, headers: answered } = await fetch(portal.url + path, { headers });
    return [status, answered.get('retry-after')];
  };
  expect(await ask(2)).toEqual([200, null]);
  for (const count of [3, 4]) expect(await ask(count)).toEqual([429, UP_TO_A_MINUTE]);
  expect(await ask(2)).toEqual([200, null]);
  expect(await ask(5)).toEqual([429, UP_TO_A_MINUTE]);
});

test.each([
  ['forward', '2026-03-20T12:00:00Z'],
  ['back', '2026-03-18T12:00:00Z'],
])('the clock set %s by a day lets nobody through', async (_direction, moment) => {
  await using portal = await startTestPortal({ env: { RATE_LIMIT_USER: '1' } });
  const ask = () => fetch(`${portal.url}/v1/users/me`);
  expect(await ask()).toHaveProperty('status', 401);
  portal.now = moment;
  vi.setSystemTime(moment);
  onTestFinished(() => void vi.useRealTimers());
  const answer = await ask();
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, UP_TO_A_MINUTE]);
});

test('what is refused for coming too often does not make the wait longer', async () => {
  await using portal = await startMarkedPortal({ env: { RATE_LIMIT_USER: '1' } });
  const ask = async () => (await fetch(`${portal.url}/v1/users/me`)).headers.get('retry-after');
  const [none, first, ...others] = [await ask(), await ask(), await ask(), await ask()];
  expect(none).toBeNull();
  for (const wait of others) expect(Number(wait)).toBeLessThanOrEqual(Number(first));
});

/** How many of so many requests, all under way at once, are not refused for coming too often. */
async function countServed(
  { url, cookie }: MarkedPortal,
  count: number,
  toHeaders: (index: number) => Headers,
): Promise<number> {
  const ask = async (_: unknown, index: number) => {
    const headers = { cookie, ...toHeaders(index + 1) };
    const { status } = await fetch(`${url}/v1/users/me`, { headers });
    return status;
  };
  const statuses = await Promise.all(Array.from({ length: count }, ask));
  return statuses.filter((status) => status !== 429).length;
}
