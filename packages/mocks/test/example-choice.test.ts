import { exampleEntries, exampleStatus, type OperationId, toErrorReply } from '@portal/contract';
import { describe, expect, test } from 'vitest';
import { createMock } from '../src/create-mock.ts';
import { COOKIE, post, send, servedName } from './send.ts';
import { type Call, transports } from './transports.ts';

const mock = createMock();
const documentedInput = { username: 'exampleuser' };
const entries = exampleEntries.map((entry) => [`${entry.operation} ${entry.name}`, entry] as const);

/** Every channel by which one request asks for an example of one operation. */
const channels: readonly (readonly [
  name: string,
  ask: (operation: OperationId, example: string) => Pick<Call, 'headers' | 'query'>,
])[] = [
  ['Prefer', (_, example) => ({ headers: { cookie: COOKIE, prefer: `example=${example}` } })],
  ['the query', (_, example) => ({ query: { __example: example } })],
  [
    'Mock-Example',
    (operation, example) => ({
      headers: { cookie: COOKIE, 'mock-example': `${operation}=${example}` },
    }),
  ],
  [
    "the browser's cookie",
    (operation, example) => ({ headers: { cookie: keep({ [operation]: example }) } }),
  ],
];

describe.each(transports)('over %s', (_transport, call) => {
  describe.each(channels)('%s', (_channel, ask) => {
    test.each(entries)('serves %s', async (_name, { operation, name, example }) => {
      const asked = ask(operation, name);
      const answer = await call(mock, { operation, input: documentedInput, ...asked });
      const { outcome } = example;
      const status = exampleStatus(example);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('mock-example')).toBe(`${operation}/${status}/${name}`);
      if (outcome.ok) return expect(toText(answer.value)).toBe(toText(outcome.value));
      const { error, correlation_id: _id, ...context } = toErrorReply(outcome.error, '').body;
      expect([answer.error, answer.context]).toEqual([error, context]);
    });
  });

  test.each([
    ['Prefer', { headers: { cookie: COOKIE, prefer: 'code=404' } }],
    ['the query', { query: { __code: '404' } }],
  ])('%s asks for a status', async (_channel, asked) => {
    const answer = await call(mock, {
      operation: 'users.profile',
      input: documentedInput,
      ...asked,
    });
    expect([answer.status, servedName({ ...answer, text: '', body: '' })]).toEqual([
      404,
      'not-found',
    ]);
    expect(answer.headers.get('preference-applied')).toBe('code=404');
  });

  test.each([
    ['user', 'documented'],
    ['admin', 'admin'],
    ['owner', 'owner'],
    ['anonymous', 'documented'],
  ])('code=200 as %s serves %s', async (viewer, name) => {
    const headers = { 'mock-viewer': viewer, prefer: 'code=200' };
    const answer = await call(mock, { operation: 'users.me', headers });
    expect(answer.headers.get('mock-example')).toBe(`users.me/200/${name}`);
  });

  test.each([
    ['user', 'account-banned'],
    ['timed_out', 'account-timed-out'],
  ])('code=403 as %s serves %s', async (viewer, name) => {
    const headers = { 'mock-viewer': viewer, prefer: 'code=403' };
    const answer = await call(mock, { operation: 'users.me', headers });
    expect(answer.headers.get('mock-example')).toBe(`users.me/403/${name}`);
  });

  test('a name and a status together are both heeded, and echoed', async () => {
    const headers = { cookie: COOKIE, prefer: 'code=200, example="partial"' };
    const answer = await call(mock, { operation: 'users.updateMe', headers });
    expect(answer.headers.get('mock-example')).toBe('users.updateMe/200/partial');
    expect(answer.headers.get('preference-applied')).toBe('example=partial, code=200');
  });

  test('the kind of letters of a preference does not matter', async () => {
    const headers = { cookie: COOKIE, prefer: 'Example=owner' };
    const answer = await call(mock, { operation: 'users.me', headers });
    expect(answer.headers.get('mock-example')).toBe('users.me/200/owner');
  });

  test('a choice for one operation leaves the others as they are', async () => {
    const headers = { cookie: COOKIE, 'mock-example': 'users.me=owner, users.updateMe=partial' };
    const answer = await call(mock, {
      operation: 'users.profile',
      input: documentedInput,
      headers,
    });
    expect(answer.headers.get('mock-example')).toBe('users.profile/200/documented');
  });
});

describe('of several channels', () => {
  const kept = keep({ 'users.me': 'admin' });

  test.each([
    ['Mock-Example goes before Prefer', { 'mock-example': 'users.me=owner' }, 'owner'],
    ['Prefer goes before the query and the cookie', {}, 'moderator'],
  ])('%s', async (_order, headers, name) => {
    const asked = { cookie: `${COOKIE}; ${kept}`, prefer: 'example=moderator', ...headers };
    const answer = await send(mock, '/v1/users/me?__example=no-platforms', { headers: asked });
    expect(servedName(answer)).toBe(name);
  });

  test('the query goes before the cookie', async () => {
    const headers = { cookie: `${COOKIE}; ${kept}` };
    expect(servedName(await send(mock, '/v1/users/me?__code=403', { headers }))).toBe(
      'account-banned',
    );
    expect(servedName(await send(mock, '/v1/users/me', { headers }))).toBe('admin');
  });

  test('a name in the header and a status in the query belong together', async () => {
    const headers = { cookie: COOKIE, prefer: 'example=account-banned' };
    const fitting = await send(mock, '/v1/users/me?__code=403', { headers });
    const contrary = await send(mock, '/v1/users/me?__code=200', { headers });
    expect([fitting.status, contrary.status]).toEqual([403, 501]);
  });

  test('only what decided is echoed as applied', async () => {
    const headers = { cookie: COOKIE, prefer: 'example=owner', 'mock-example': 'users.me=admin' };
    const answer = await send(mock, '/v1/users/me', { headers });
    expect([servedName(answer), answer.headers.get('preference-applied')]).toEqual(['admin', null]);
  });

  test('a preference for a route that does not exist is not echoed as applied', async () => {
    const headers = { cookie: COOKIE, prefer: 'example=owner, handling=strict' };
    const answer = await send(mock, '/v1/nowhere', { headers });
    expect([answer.status, answer.headers.get('preference-applied')]).toEqual([404, null]);
  });

  test('a value left empty asks for nothing', async () => {
    const headers = { cookie: `${COOKIE}; ${keep({ viewer: '' })}`, prefer: 'example=, code=""' };
    const answer = await send(mock, '/v1/users/me?__example=&__code=', { headers });
    expect([servedName(answer), answer.headers.get('preference-applied')]).toEqual([
      'documented',
      null,
    ]);
  });

  test('a cookie that cannot be decoded asks for nothing', async () => {
    const headers = { cookie: `${COOKIE}; mock_controls=%E0%A4%A` };
    expect(servedName(await send(mock, '/v1/users/me', { headers }))).toBe('documented');
  });
});

describe('a choice is honoured also when the request', () => {
  const path = '/v1/users/me/update';
  const asking = { prefer: 'code=200, example=documented' };

  test.each([
    ['has failing fields', post({ username: 'ab' }, asking)],
    ['has unknown keys', post({ nickname: 'x' }, asking)],
    ['is an array', post([], asking)],
    ['is no JSON', { ...post(null, asking), body: '{' }],
    ['is no UTF-8', { ...post(null, asking), body: Uint8Array.of(0xff, 0xfe) }],
    ['has another content type', post({}, { ...asking, 'content-type': 'text/plain' })],
    ['has a content encoding', post({}, { ...asking, 'content-encoding': 'gzip' })],
    ['is too large', { ...post(null, asking), body: JSON.stringify('x'.repeat(20_000)) }],
    ['has no session', post({}, { ...asking, cookie: '' })],
    ['has two sessions', post({}, { ...asking, cookie: 'psession=a; psession=b' })],
  ])('%s', async (_case, sent) => {
    for (const mode of ['examples', 'live'] as const) {
      const answer = await send(createMock({ mode }), path, sent);
      expect([answer.status, servedName(answer)]).toEqual([200, 'documented']);
    }
  });

  test('is a tRPC query without its input', async () => {
    const headers = { cookie: COOKIE, prefer: 'example=owner' };
    for (const mode of ['examples', 'live'] as const) {
      const answer = await send(createMock({ mode }), '/trpc/users.profile', { headers });
      expect([answer.status, servedName(answer)]).toEqual([200, 'owner']);
    }
  });
});

test('the controls in a query are hidden from the contract', async () => {
  const headers = { cookie: COOKIE };
  const seen: string[] = [];
  const watched = createMock({ onAnswer: ({ url }) => void seen.push(url.search) });
  await send(watched, '/v1/users/me?__example=owner&__code=200&page=2', { headers });
  expect(seen).toEqual(['?page=2']);
});

function keep(controls: Readonly<Record<string, string>>): string {
  return `mock_controls=${encodeURIComponent(`${new URLSearchParams(controls)}`)}`;
}

/** As text, because `toEqual` does not see the order of keys. */
function toText(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
