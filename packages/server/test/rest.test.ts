import {
  documentedPayloads,
  type ErrorCode,
  errorRegistry,
  refuse,
  toErrorReply,
} from '@portal/contract';
import { describe, expect, test } from 'vitest';
import { createPortalApp, type PortalApp, type PortalAppOptions } from '../src/index.ts';
import { createFakeService } from './fake-service.ts';
import { CORRELATION_ID, toExampleRefusal, toPost, VIEWER } from './test-trpc.ts';

const me = documentedPayloads['users.me'].payload;
const codes = Object.keys(errorRegistry) as ErrorCode[];

describe('an operation', () => {
  test('is answered at its path with the value of the service', async () => {
    const response = await createTestApp().request('/v1/users/me');
    expect(await response.text()).toBe(JSON.stringify(me));
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/json',
    ]);
  });

  test('answers HEAD as GET, without a body', async () => {
    const response = await createTestApp().request('/v1/users/me', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test('gets the parameters of its path decoded, and decoded once', async () => {
    const asked: unknown[] = [];
    const app = createTestApp({
      service: createFakeService({
        'users.profile': (_viewer, { username }) => {
          asked.push(username);
          return refuse({ code: 'user_not_found' });
        },
      }),
    });
    for (const name of ['a%2Fb', '%2561', '%C3%A9', '%62']) {
      await app.request(`/v1/users/profile/${name}`);
    }
    expect(asked).toEqual(['a/b', '%61', 'é', 'b']);
  });

  test('is found when letters of its path are encoded', async () => {
    expect((await createTestApp().request('/v1/users/%6de')).status).toBe(200);
  });

  test('refuses a path with broken encoding', async () => {
    await expectError(
      await createTestApp().request('/v1/users/profile/%E0%A4%A'),
      'invalid_request',
    );
  });

  test.each([
    '/',
    '/v1',
    '/v1/users',
    '/v1/users/',
    '/v1/users/me/',
    '/V1/users/me',
    '/v1//users/me',
  ])('is none at %s', async (path) => {
    await expectError(await createTestApp().request(path), 'not_found');
  });

  test.each([
    ['POST', '/v1/users/me', 'GET, HEAD'],
    ['DELETE', '/v1/users/profile/exampleuser', 'GET, HEAD'],
    ['GET', '/v1/users/me/update', 'POST'],
    ['OPTIONS', '/v1/users/me/update', 'POST'],
  ])('names the methods of its path when it is asked by %s', async (method, path, allow) => {
    const response = await createTestApp().request(path, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
  });
});

describe.each(codes)('the refusal %s', (code) => {
  const refusal = refuse(toExampleRefusal(code));

  test('of the session is answered as it is', async () => {
    const app = createTestApp({ authenticate: { session: () => refusal } });
    await expectError(await app.request('/v1/users/me'), code);
  });

  test('of the service is answered as it is, with the headers it promises', async () => {
    const service = createFakeService({ 'users.me': () => refusal });
    const response = await createTestApp({ service }).request('/v1/users/me');
    for (const [name, value] of Object.entries(toErrorReply(refusal.error, '').headers)) {
      expect(response.headers.get(name)).toBe(value);
    }
    await expectError(response, code);
  });
});

describe('the body of an update', () => {
  test.each([
    'application/json',
    'application/json;',
    'application/json; charset=utf-8',
    'Application/JSON ; ;Charset="UTF-8";',
  ])('may be of the type %s', async (type) => {
    expect((await update({ 'content-type': type })).status).toBe(200);
  });

  test.each(['identity', 'Identity', 'IDENTITY'])('may have the encoding %s', async (encoding) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    expect((await update(headers)).status).toBe(200);
  });

  test.each([
    {},
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/json charset=utf-8' },
    { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  ])('may not say %j', async (headers) => {
    await expectError(await update(headers), 'unsupported_media_type');
  });

  test('is refused when it is too large, with and without a length', async () => {
    const body = JSON.stringify({ username: 'a'.repeat(16 * 1024) });
    const length = { 'content-length': String(body.length) };
    for (const headers of [{}, length, { 'content-length': '5' }]) {
      const type = { 'content-type': 'application/json' };
      const init = { method: 'POST', body, headers: { ...type, ...headers } };
      await expectError(
        await createTestApp().request('/v1/users/me/update', init),
        'request_too_large',
      );
    }
  });

  test.each(['{', '', '5', 'null', '[]', '\uFEFF{}'])('is invalid as %j', async (body) => {
    const response = await createTestApp().request('/v1/users/me/update', toPost(body));
    await expectError(response, 'invalid_request');
  });

  test('is invalid when it is not UTF-8', async () => {
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
    const response = await createTestApp().request('/v1/users/me/update', init);
    await expectError(response, 'invalid_request');
  });

  test('is read before the session when it is no JSON by its type, and after it when it is broken', async () => {
    const app = createTestApp({
      authenticate: { session: () => refuse({ code: 'authentication_required' }) },
    });
    const init = { method: 'POST', body: '{' };
    await expectError(await app.request('/v1/users/me/update', init), 'unsupported_media_type');
    await expectError(
      await app.request('/v1/users/me/update', toPost('{')),
      'authentication_required',
    );
  });

  function update(headers: Record<string, string>) {
    const init = { method: 'POST', body: new TextEncoder().encode('{}'), headers };
    return createTestApp().request('/v1/users/me/update', init);
  }
});

describe('what is thrown', () => {
  test.each([new Error('SECRET'), 'SECRET', undefined])(
    'is reported, and the client gets no more than an id: %s',
    async (thrown) => {
      const bugs: unknown[] = [];
      const app = createTestApp({
        service: createFakeService({ 'users.me': () => Promise.reject(thrown) }),
        reportBug: (_context, error) => void bugs.push(error),
      });
      await expectError(await app.request('/v1/users/me'), 'internal_error');
      expect(bugs).toHaveLength(1);
    },
  );

  test.each(['/v1/users/me', '/trpc/users.me'])('may be no bug at %s', async (path) => {
    const busy = new Error('busy');
    const app = createTestApp({
      service: createFakeService({ 'users.me': () => Promise.reject(busy) }),
      toRefusal: (error) => (error === busy ? { code: 'service_unavailable' } : undefined),
    });
    expect((await app.request(path)).status).toBe(503);
  });
});

test.each(['/v1/users/me', '/v1/nothing', '/trpc/users.me', '/trpc/nothing', '/'])(
  'the answer of %s names the request and keeps browsers from guessing',
  async (path) => {
    const { headers } = await createTestApp().request(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-correlation-id': CORRELATION_ID,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
    });
  },
);

function createTestApp(options: Partial<PortalAppOptions> = {}): PortalApp {
  return createPortalApp({
    service: createFakeService(),
    authenticate: { session: () => ({ ok: true, value: VIEWER }) },
    toCorrelationId: () => CORRELATION_ID,
    reportBug: () => undefined,
    ...options,
  });
}

async function expectError(response: Response, code: ErrorCode): Promise<void> {
  const { status, body } = toErrorReply(toExampleRefusal(code), CORRELATION_ID);
  expect([response.status, await response.json()]).toEqual([status, body]);
  expect(response.headers.get('content-type')).toBe('application/json');
}
