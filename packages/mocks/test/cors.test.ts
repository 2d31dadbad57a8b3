import { describe, expect, test } from 'vitest';
import { createMock } from '../src/create-mock.ts';
import { COOKIE, post, type Sent, send } from './send.ts';

const local = [
  'http://localhost:3000',
  'http://localhost:5173',
  'https://localhost',
  'http://app.localhost:8080',
  'http://127.0.0.1:4321',
  'http://127.1.2.3:1',
  'http://[::1]:3000',
];
const foreign = [
  'https://evil.example',
  'http://localhost.evil.example',
  'http://evil-localhost:3000',
  'http://127.0.0.1.evil.example',
  'http://192.168.1.7:3000',
  'null',
  'nonsense',
];

/** One request for each kind of answer the mock gives. */
const answers: readonly (readonly [name: string, path: string, sent: Sent])[] = [
  ['a value', '/v1/users/me', { headers: { cookie: COOKIE } }],
  ['an error', '/v1/users/me', {}],
  ['an unknown route', '/nowhere', {}],
  ['a wrong method', '/v1/users/me', { method: 'DELETE' }],
  ['an unknown example', '/v1/users/me?__example=nobody', {}],
  ['an unknown control', '/v1/users/me', { headers: { 'mock-viewer': 'boss' } }],
  ['an update', '/v1/users/me/update', post({})],
  ['a call', '/trpc/users.me', { headers: { cookie: COOKIE } }],
  ['a failed call', '/trpc/users.absent', {}],
  ['a batch', '/trpc/users.me,users.me?batch=1', { headers: { cookie: COOKIE } }],
  ['a session', '/__mock/sessions', post({ viewer: 'admin' })],
  ['a refused session', '/__mock/sessions', post({})],
  ['a reset', '/__mock/reset', { method: 'POST' }],
  ['an unknown control path', '/__mock/nowhere', {}],
  ['a HEAD', '/v1/users/me', { method: 'HEAD', headers: { cookie: COOKIE } }],
];

describe.each(answers)('%s', (_name, path, sent) => {
  const ask = (origin?: string) => {
    const headers = { ...sent.headers, ...(origin !== undefined && { origin }) };
    return send(createMock({ corsOrigins: ['https://preview.example'] }), path, {
      ...sent,
      headers,
    });
  };

  test.each([...local, 'https://preview.example'])(
    'is shown to a page of %s, with credentials',
    async (origin) => {
      const { headers } = await ask(origin);
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-credentials')).toBe('true');
      expect(headers.get('access-control-expose-headers')?.split(', ')).toEqual([
        'X-Correlation-Id',
        'Retry-After',
        'Allow',
        'Mock-Example',
        'Mock-Violations',
        'Preference-Applied',
      ]);
    },
  );

  test.each([...foreign, undefined])('is not shown to a page of %s', async (origin) => {
    const names = [...(await ask(origin)).headers.keys()];
    expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  test('depends on origin and cookie, each named once, whoever asks', async () => {
    for (const origin of [undefined, ...local.slice(0, 1), ...foreign.slice(0, 1)]) {
      const { headers } = await ask(origin);
      const vary = headers.get('vary')?.toLowerCase().split(', ') ?? [];
      expect(vary).toEqual(expect.arrayContaining(['cookie', 'origin']));
      expect(vary).toEqual([...new Set(vary)]);
      expect(headers.get('cache-control')).toBe('private, no-store');
    }
  });

  test('never allows everybody', async () => {
    for (const origin of [...local, ...foreign, '*', undefined]) {
      const { headers } = await ask(origin);
      const allowing = [...headers].filter(([name]) => name.startsWith('access-control-'));
      expect(allowing.filter(([, value]) => value.includes('*'))).toEqual([]);
    }
  });
});

describe.each(['examples', 'live'] as const)('a POST in %s mode', (mode) => {
  test.each(['/v1/users/me/update', '/trpc/users.updateMe'])(
    'to %s is refused if a page of another origin sends it',
    async (path) => {
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ]) {
        const answer = await send(createMock({ mode }), path, post({}, headers as Sent['headers']));
        expect([answer.status, answer.text]).toEqual([
          403,
          expect.stringContaining('Access denied'),
        ]);
      }
    },
  );

  test.each([
    { origin: 'http://localhost:5173', 'sec-fetch-site': 'cross-site' },
    { origin: 'http://portal.test' },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ])('is served with %j', async (headers) => {
    const answer = await send(createMock({ mode }), '/v1/users/me/update', post({}, headers));
    expect(answer.status).toBe(200);
  });
});

describe('a preflight', () => {
  const ask = (origin: string, path = '/v1/users/me/update') => {
    const headers = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,prefer,x-own',
    };
    return send(createMock({ mode: 'live' }), path, { method: 'OPTIONS', headers });
  };

  test.each(local)('from %s may send what the contract and the mock read', async (origin) => {
    const { status, text, headers } = await ask(origin);
    expect([status, text]).toEqual([204, '']);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST, DELETE');
    expect(headers.get('access-control-max-age')).toBe('600');
    expect(headers.get('access-control-allow-headers')?.split(', ').sort()).toEqual([
      'content-type',
      'mock-example',
      'mock-fault',
      'mock-viewer',
      'prefer',
      'trpc-accept',
      'x-trpc-source',
    ]);
  });

  test.each(foreign)('from %s is refused', async (origin) => {
    const { status, body, headers } = await ask(origin);
    expect(status).toBe(403);
    expect(body).toMatchObject({ error: 'Access denied' });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('access-control-allow-methods')).toBeNull();
  });

  test.each(['/trpc/users.me', '/__mock/sessions', '/nowhere'])(
    'is answered at %s too',
    async (path) => {
      expect((await ask('http://localhost:5173', path)).status).toBe(204);
    },
  );

  test('is only what asks for a method', async () => {
    const headers = { origin: 'http://localhost:5173' };
    const answer = await send(createMock(), '/v1/users/me', { method: 'OPTIONS', headers });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});
