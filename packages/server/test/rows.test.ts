import { describe, expect, test } from 'vitest';
import { createTestRows } from './test-rows.ts';
import { toPost } from './test-trpc.ts';

const post = { method: 'POST' };

describe('an operation that reads its query', () => {
  test.each([
    ['?q=a', { q: 'a', limit: 20 }],
    ['?q=a&limit=5', { q: 'a', limit: 5 }],
    ['?q=5&limit=0', { q: '5', limit: 0 }],
    ['?q=a&other=1&other=2', { q: 'a', limit: 20 }],
    ['?q=%C3%A9%20+', { q: 'é  ', limit: 20 }],
  ])('gets %s as its input', async (query, input) => {
    const { app } = createTestRows();
    const response = await app.request(`/v1/test/search${query}`);
    expect(await response.json()).toEqual({ caller: 'publicKey', input });
  });

  test.each(['', '?limit=5', '?q=a&limit=05', '?q=a&limit=1.0', '?q=a&limit=', '?q=a&q=b'])(
    'refuses %j',
    async (query) => {
      const { app, ran } = createTestRows();
      const { status } = await app.request(`/v1/test/search${query}`);
      expect([status, ran]).toEqual([400, []]);
    },
  );

  test('takes numbers over tRPC, and no text for them', async () => {
    const { app } = createTestRows();
    const ask = (input: object) =>
      app.request(`/trpc/test.search?input=${encodeURIComponent(JSON.stringify(input))}`);
    expect(await (await ask({ q: 'a', limit: 5 })).json()).toMatchObject({
      result: { data: { input: { q: 'a', limit: 5 } } },
    });
    expect((await ask({ q: 'a', limit: '5' })).status).toBe(400);
  });
});

describe('an operation with a number in its path', () => {
  test('gets the number', async () => {
    const { app } = createTestRows();
    const response = await app.request('/v1/test/42');
    expect(await response.json()).toEqual({ caller: 'botKey', input: { user_id: 42 } });
  });

  test.each(['0', '042', '4a', '-4', '1.5', '12345678901234567'])(
    'is not found at %s',
    async (text) => {
      const { app } = createTestRows();
      expect((await app.request(`/v1/test/${text}`)).status).toBe(404);
    },
  );

  test('leaves other routes beside it alone', async () => {
    const { app } = createTestRows();
    expect((await app.request('/v1/test/search?q=a')).status).toBe(200);
    const refused = await app.request('/v1/test/login');
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('a post without a body of its own', () => {
  test.each([
    ['without a type', post],
    ['with the type of JSON', { ...post, headers: { 'content-type': 'application/json' } }],
    ['with an object', toPost('{"name":"other"}')],
  ])('is answered %s', async (_case, init) => {
    const { app } = createTestRows();
    const response = await app.request('/v1/test/a/end', init);
    expect(await response.json()).toEqual({ caller: 'session', input: { name: 'a' } });
  });

  test.each([
    ['a text', 415, { ...post, body: '{}' }],
    ['a form', 415, { ...post, body: new URLSearchParams({ a: 'b' }) }],
    ['an empty form', 415, { ...post, headers: { 'content-type': 'text/plain' } }],
    ['no object', 400, toPost('[]')],
    ['broken JSON', 400, toPost('{')],
    ['too much', 413, toPost(`{"a":"${'a'.repeat(16 * 1024)}"}`)],
  ])('is refused with %s', async (_case, status, init) => {
    const { app, ran } = createTestRows();
    expect((await app.request('/v1/test/a/end', init)).status).toBe(status);
    expect(ran).toEqual([]);
  });
});

describe('the session cookie', () => {
  const set = 'psession=TOKEN; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax';
  const cleared = 'psession=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax';
  const login = toPost('{"maxAge":60}');

  test.each([
    ['/v1/test/login', login, set],
    ['/trpc/test.login', login, set],
    ['/trpc/test.login?batch=1', toPost('{"0":{"maxAge":60}}'), set],
    ['/v1/test/logout', post, cleared],
    ['/trpc/test.logout', toPost(''), cleared],
  ])('goes out with the answer of %s', async (path, init, cookie) => {
    const response = await createTestRows().app.request(path, init);
    expect([response.status, response.headers.getSetCookie()]).toEqual([200, [cookie]]);
  });

  test('is set by no answer but a 200', async () => {
    const response = await createTestRows().app.request('/v1/test/login', toPost('{}'));
    expect([response.status, response.headers.getSetCookie()]).toEqual([400, []]);
  });

  test('goes to a domain, after the one of this host alone is cleared', async () => {
    const sessionCookie = { domain: 'portal.example', secure: false };
    const response = await createTestRows({ sessionCookie }).app.request('/v1/test/login', login);
    expect(response.headers.getSetCookie()).toEqual([
      'psession=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
      'psession=TOKEN; Path=/; Max-Age=60; Domain=portal.example; HttpOnly; SameSite=Lax',
    ]);
  });

  test('keeps its operation out of a batch, whose other calls are answered', async () => {
    const { app, ran } = createTestRows();
    const init = toPost('{"0":{"name":"a"},"1":{"maxAge":60}}');
    const response = await app.request('/trpc/test.logout,test.login?batch=1', init);
    expect([response.status, response.headers.getSetCookie(), ran]).toEqual([400, [], []]);
    const mixed = await app.request('/trpc/test.end,test.logout?batch=1', init);
    expect(await mixed.json()).toMatchObject([
      { result: { data: { input: { name: 'a' } } } },
      { error: { message: 'Invalid request', data: { httpStatus: 400 } } },
    ]);
    expect([mixed.headers.getSetCookie(), ran]).toEqual([[], ['test.end']]);
  });

  test('keeps its operation out of a stream', async () => {
    const { app, ran } = createTestRows();
    const headers = { 'content-type': 'application/json', 'trpc-accept': 'application/jsonl' };
    const init = { ...post, headers, body: '{"0":{"maxAge":60}}' };
    const response = await app.request('/trpc/test.login?batch=1', init);
    expect(await response.text()).toContain('Invalid request');
    expect([response.headers.getSetCookie(), ran]).toEqual([[], []]);
  });
});

test('an operation that the service lacks is a bug that no request has to find', () => {
  expect(() => createTestRows({ service: {} })).toThrow('the service has no test.search');
});
