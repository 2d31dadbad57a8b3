import { type RawAnswer, sendRaw, toRawRequest } from '@portal/workspace/raw-http';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type MarkedPortal, startMarkedPortal, toTitle } from '../support/hostile-portal.ts';
import type { LogLine } from '../support/test-portal.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const VISIBLE_ASCII = /^[\x20-\x7e]*$/;
const LONGEST_FIELD = 256;

/** What each request's line says beside its id and its duration; the viewer is user 2. */
const lines: Readonly<Record<string, LogLine>> = {
  'GET /v1/users/me': { path: '/v1/users/me', status: 200, operation: 'users.me', user_id: 2 },
  'GET /trpc/users.me': { path: '/trpc/users.me', status: 200, operation: 'users.me', user_id: 2 },
  'GET /trpc/users.me,users.me?batch=1': {
    path: '/trpc/users.me,users.me',
    status: 200,
    operation: 'users.me,users.me',
    user_id: 2,
  },
  'GET /v1/users/profile/no%62ody?x=1': {
    path: '/v1/users/profile/no%62ody',
    status: 404,
    operation: 'users.profile',
    user_id: 2,
    error: 'user_not_found',
  },
  'POST /v1/users/me/update': {
    path: '/v1/users/me/update',
    status: 415,
    operation: 'users.updateMe',
    error: 'unsupported_media_type',
  },
  'DELETE /v1/users/me': { path: '/v1/users/me', status: 405, error: 'method_not_allowed' },
  'GET /nothing': { path: '/nothing', status: 404, error: 'not_found' },
  'GET /nothing/%zz': { path: '/nothing/%zz', status: 400, error: 'invalid_request' },
  'HEAD /healthz': { path: '/healthz', status: 200 },
};

test.each(Object.entries(lines))('%s writes one line', async (head, expected) => {
  await using portal = await startMarkedPortal();
  const { headers } = await send(portal, { head: `${head} HTTP/1.1` });
  const [method] = head.split(' ');
  const id = expect.stringMatching(UUID);
  const common = { correlation_id: id, method, duration_ms: expect.any(Number) };
  expect(portal.logs.map(withoutLoggersOwn)).toEqual([{ ...common, ...expected }]);
  expect(headers.get('x-correlation-id')).toBe(portal.logs[0]?.['correlation_id']);
});

/** What is answered below the router, and the cause that its line gives. */
const causes: Readonly<Record<string, LogLine>> = {
  'GET / HTTP/1.1\r\nnonsense': { status: 400, cause: 'HPE_INVALID_HEADER_TOKEN' },
  'GET / HTTP/1.1\r\nHost: second.example': { status: 400, error: 'invalid_request' },
  'GET * HTTP/1.1': { status: 400, cause: 'RequestError: Invalid URL' },
  'CONNECT other.example:1 HTTP/1.1': { status: 400, cause: 'CONNECT' },
  [`GET /${'x'.repeat(20_000)} HTTP/1.1`]: { status: 431, cause: 'HPE_HEADER_OVERFLOW' },
};

test.each(
  Object.entries(causes).map(([head, expected]) => ({ head, expected, title: toTitle(head) })),
)('$title writes one line', async ({ head, expected }) => {
  await using portal = await startMarkedPortal();
  const { headers, body } = await send(portal, { head });
  expect(portal.logs).toEqual([expect.objectContaining(expected)]);
  const id = portal.logs[0]?.['correlation_id'];
  expect(id).toMatch(UUID);
  expect(headers.get('x-correlation-id')).toBe(id);
  expect(JSON.parse(body)).toHaveProperty('correlation_id', id);
});

test('the correlation id is never the one that a client sent', async () => {
  await using portal = await startMarkedPortal();
  const own = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';
  const answer = await send(portal, {
    head: 'GET /v1/users/me HTTP/1.1',
    headers: [`X-Correlation-Id: ${own}`],
  });
  expect(answer.headers.get('x-correlation-id')).toMatch(UUID);
  expect(JSON.stringify([portal.logs, [...answer.headers]])).not.toContain(own);
});

const SECRET = 's3cret';

test('no line has a token, a cookie, a query or a body in it, nor a header but a refused origin', async () => {
  await using portal = await startMarkedPortal({ env: { TRUSTED_PROXIES: '127.0.0.1' } });
  const cookies = [portal.cookie, `psession=${SECRET}`, `psession=${'5ec'.repeat(21)}0`];
  for (const cookie of cookies) await sendSecrets(portal, cookie);
  portal.db.run(sql`alter table linked_platforms rename to gone`);
  await sendSecrets(portal, portal.cookie);
  const text = JSON.stringify(portal.logs);
  expect(portal.logs.map(({ msg }) => msg)).toContain('bug');
  for (const secret of [SECRET, '5ec5ec', portal.cookie.slice('psession='.length)]) {
    expect(text).not.toContain(secret);
  }
});

test.each([
  ['POST', { origin: 'https://evil.example' }, 403, { origin: 'https://evil.example' }],
  ['POST', { 'sec-fetch-site': 'cross-site' }, 403, {}],
  ['OPTIONS', { origin: 'null', 'access-control-request-method': 'POST' }, 403, { origin: 'null' }],
])('who is refused by %s with %j is named by address and origin', async (...expected) => {
  const [method, headers, status, named] = expected;
  const env = { TRUSTED_PROXIES: '127.0.0.1' };
  await using portal = await startMarkedPortal({ env });
  const forwarded = { 'x-forwarded-for': '2001:db8:1:2:3::4', cookie: portal.cookie };
  const init = { method, headers: { ...forwarded, ...headers } };
  expect((await fetch(`${portal.url}/v1/users/me/update`, init)).status).toBe(status);
  const line = { error: 'access_denied', client_address: '2001:db8:1:2::', ...named };
  expect(portal.logs).toEqual([expect.objectContaining(line)]);
});

test('who is over the limit is named by address', async () => {
  await using portal = await startMarkedPortal({ env: { RATE_LIMIT_USER: '1' } });
  for (const _ of [1, 2]) await fetch(`${portal.url}/v1/users/me`);
  const [served, refused] = portal.logs;
  expect(served).not.toHaveProperty('client_address');
  expect(refused).toMatchObject({ error: 'too_many_requests', client_address: '127.0.0.1' });
});

/** Requests of every kind with the mark wherever a client can put one but the path. */
async function sendSecrets(portal: MarkedPortal, cookie: string): Promise<void> {
  const query = `input=%7B%22username%22%3A%22${SECRET}%22%7D`;
  const body = `{"username":"${SECRET}","x":"${SECRET}"}`;
  const type = ['Content-Type: application/json', `Content-Length: ${body.length}`];
  const headers = [`User-Agent: ${SECRET}`, `X-Forwarded-For: ${SECRET}`, `X-Other: ${SECRET}`];
  for (const [head, ...others] of [
    [`GET /v1/users/me?${query}`],
    [`GET /v1/users/me#${SECRET}`],
    [`GET /trpc/users.profile?${query}`],
    [`GET http://${SECRET}:${SECRET}@portal.example/v1/users/me`],
    [`GET /nothing?${query}`, SECRET],
    [`GET /nothing?${query}`, `Host: ${SECRET}`],
    [`POST /v1/users/me/update?${query}`, ...type],
    [`POST /v1/users/me/update?${query}`, ...type, 'Origin: http://evil.example'],
    ['POST /trpc/users.updateMe', ...type],
  ] as const) {
    await send(portal, {
      head: `${head} HTTP/1.1`,
      headers: [...headers, ...others],
      cookie,
      body,
    });
  }
}

test.each(
  [
    '/v1/users/profile/%0d%0a%7B%22level%22:60%7D',
    '/v1/users/profile/%1b%5b31m',
    '/v1/users/profile/%c2%9b31m',
    '/v1/users/profile/%e2%80%a8%e2%80%a9%c2%85%7f',
    '/v1/users/profile/%e2%80%aeresu',
    '/v1/users/profile/<"{[',
    '/trpc/%0a%1b%c2%9b%e2%80%a8',
    '/trpc/%0a,%1b?batch=1',
    '/v1/users/me\x9b31m',
    '/v1/users/me\x1b[31m',
  ].map((target) => ({ target, title: toTitle(target) })),
)('the target $title reaches its one line as visible ASCII', async ({ target }) => {
  await using portal = await startMarkedPortal();
  await send(portal, { head: `GET ${target} HTTP/1.1` });
  expect(portal.logs).toHaveLength(1);
  const unreadable = Object.values(portal.logs[0] ?? {}).filter((value) => {
    return !VISIBLE_ASCII.test(String(value));
  });
  expect(unreadable).toEqual([]);
});

test.each(
  [
    `/v1/users/profile/${'x'.repeat(9000)}`,
    `/v1/users/profile/${'%e2%80%a8'.repeat(1000)}`,
    `/trpc/${'users.me,'.repeat(1000)}?batch=1`,
    `/trpc/${'%0a'.repeat(3000)}`,
  ].map((target) => ({ target, title: toTitle(target) })),
)('no field of the line of $title is longer than 256 characters', async ({ target }) => {
  await using portal = await startMarkedPortal();
  await send(portal, { head: `GET ${target} HTTP/1.1` });
  const [line = {}] = portal.logs;
  expect(line['path']).toBe(target.slice(0, LONGEST_FIELD));
  expect(Object.values(line).filter((value) => String(value).length > LONGEST_FIELD)).toEqual([]);
});

interface Sent {
  readonly head: string;
  readonly headers?: readonly string[];
  readonly cookie?: string;
  readonly body?: string;
}

async function send(
  portal: MarkedPortal,
  { head, headers = [], cookie = portal.cookie, body = '' }: Sent,
): Promise<RawAnswer> {
  const fixed = ['Host: portal.example', `Cookie: ${cookie}`, 'Connection: close'];
  const [answer] = await sendRaw(portal.url, toRawRequest(head, [...fixed, ...headers], body));
  if (answer === undefined) throw new Error(`no answer to ${head}`);
  return answer;
}

/** A line without what the logger adds to every one. */
function withoutLoggersOwn({ level, time, pid, hostname, ...fields }: LogLine): LogLine {
  return fields;
}
