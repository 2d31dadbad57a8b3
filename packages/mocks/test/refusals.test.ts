import { examples } from '@portal/contract';
import { describe, expect, test } from 'vitest';
import { createMock } from '../src/create-mock.ts';
import { COOKIE, post, type Sent, send } from './send.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const headers = { cookie: COOKIE };

describe.each(['examples', 'live'] as const)('in %s mode', (mode) => {
  const mock = createMock({ mode });

  test.each([
    '/',
    '/v1',
    '/v1/',
    '/v1/users',
    '/v1/users/me/',
    '/v1/users/ME',
    '/V1/users/me',
    '/v1/users/profile',
    '/v1/users/profile/',
    '/v1/users/profile/a/b',
    '/v2/users/me',
    '/trpcx',
    '/__mock',
    '/__mock/',
    '/__mock/nowhere',
    '/healthz',
  ])('%s is 404', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const answer = await send(mock, path, { method, headers });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({
        error: 'Not found',
        correlation_id: answer.headers.get('x-correlation-id'),
      });
    }
  });

  test.each([
    ['/v1/users/me', ['GET', 'HEAD']],
    ['/v1/users/me/update', ['POST']],
    ['/v1/users/profile/exampleuser', ['GET', 'HEAD']],
    ['/__mock/sessions', ['POST']],
    ['/__mock/reset', ['POST']],
  ])('%s takes no other methods than %j, and lists them', async (path, allowed) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'BREW']) {
      const answer = await send(mock, path, { method, headers });
      if (allowed.includes(method)) {
        expect(answer.status).not.toBe(405);
        continue;
      }
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, allowed.join(', ')]);
      if (method !== 'HEAD') expect(answer.body).toMatchObject({ error: 'Method not allowed' });
    }
  });

  test.each(['/v1/%ff', '/%E0%A4%A', '/v1/users/me%', '/v1/users/%zz/update'])(
    '%s cannot be decoded, which is a 400',
    async (path) => {
      const answer = await send(mock, path, { headers });
      expect([answer.status, answer.body]).toMatchObject([400, { error: 'Invalid request' }]);
    },
  );

  test.each(['/v1/users/me', '/v1/users/profile/exampleuser'])(
    'HEAD %s is GET without its body',
    async (path) => {
      const get = await send(mock, path, { headers });
      const head = await send(mock, path, { method: 'HEAD', headers });
      expect([head.status, head.text]).toEqual([get.status, '']);
      for (const name of ['content-type', 'mock-example', 'vary', 'cache-control']) {
        expect(head.headers.get(name)).toBe(get.headers.get(name));
      }
    },
  );

  test('HEAD without a session is 401, and has no body either', async () => {
    const head = await send(mock, '/v1/users/me', { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([401, '']);
  });
});

test('a name that cannot be decoded is an invalid request in live mode, whoever asks', async () => {
  for (const cookie of [COOKIE, '']) {
    const sent = { headers: { cookie } };
    const answer = await send(createMock({ mode: 'live' }), '/v1/users/profile/%ff', sent);
    expect([answer.status, answer.body]).toMatchObject([400, { error: 'Invalid request' }]);
  }
});

test('a name in another encoding of the path is that name', async () => {
  const mock = createMock({ mode: 'live' });
  const answer = await send(mock, '/v1/users/profile/%65xampleuser', { headers });
  expect(answer.body).toMatchObject({ id: 42, username: 'exampleuser' });
});

const answers: readonly (readonly [name: string, path: string, sent: Sent])[] = [
  ['a value', '/v1/users/me', { headers }],
  ['a tRPC value', '/trpc/users.me', { headers }],
  ['no session', '/v1/users/me', {}],
  ['no session over tRPC', '/trpc/users.me', {}],
  ['an unknown route', '/nowhere', {}],
  ['an unknown procedure', '/trpc/users.absent', {}],
  ['a wrong method', '/v1/users/me', { method: 'PUT' }],
  ['a wrong method over tRPC', '/trpc/users.me', { method: 'PUT' }],
  ['broken encoding', '/%ff', {}],
  ['broken encoding over tRPC', '/trpc/%ff', {}],
  ['an unknown example', '/v1/users/me?__example=x', {}],
  ['an unknown example over tRPC', '/trpc/users.me?__example=x', {}],
  ['an unknown viewer', '/v1/users/me', { headers: { 'mock-viewer': 'x' } }],
  ['a strict refusal', '/v1/users/me/update', post({ x: 1 }, { prefer: 'handling=strict' })],
  [
    'a strict refusal over tRPC',
    '/trpc/users.updateMe',
    post({ x: 1 }, { prefer: 'handling=strict' }),
  ],
  ['a batch of 11', `/trpc/${Array(11).fill('users.me')}?batch=1`, { headers }],
  ['a session', '/__mock/sessions', post({ viewer: 'user' })],
  ['a refused session', '/__mock/sessions', post({})],
  ['a reset', '/__mock/reset', { method: 'POST' }],
  ['an unknown control path', '/__mock/x', {}],
  ['a refused preflight', '/v1/users/me', toPreflight('https://evil.example')],
  ['a preflight', '/v1/users/me', toPreflight('http://localhost:1')],
];

describe('a correlation id', () => {
  test.each(answers)(
    'comes with %s, in the header and in every error',
    async (_name, path, sent) => {
      const answer = await send(createMock(), path, sent);
      const id = answer.headers.get('x-correlation-id');
      expect(id).toMatch(UUID);
      if (answer.status >= 400) expect(findIds(answer.body)).toEqual([id]);
    },
  );

  const failing = Object.entries(examples['users.me']).flatMap(([name, { outcome }]) =>
    outcome.ok ? [] : [name],
  );

  test.each(failing)('comes with the example %s, the same in both places', async (name) => {
    for (const path of ['/v1/users/me', '/trpc/users.me']) {
      const answer = await send(createMock(), path, { headers: { prefer: `example=${name}` } });
      expect(findIds(answer.body)).toEqual([answer.headers.get('x-correlation-id')]);
    }
  });

  test('is another for each request', async () => {
    const mock = createMock();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(mock, '/v1/users/me')));
    const ids = answers.map((answer) => answer.headers.get('x-correlation-id'));
    expect(new Set(ids).size).toBe(20);
  });

  test('is what a journal hears of', async () => {
    const heard: string[] = [];
    const mock = createMock({ onAnswer: ({ correlationId }) => void heard.push(correlationId) });
    const answer = await send(mock, '/trpc/users.me');
    expect(heard).toEqual([answer.headers.get('x-correlation-id')]);
  });
});

describe('what is called for each answer', () => {
  test('gets the request, its viewer and the finished answer', async () => {
    const events: unknown[] = [];
    const mock = createMock({
      onAnswer({ request, viewer, operations, response, served, violations, applied }) {
        const { headers } = response;
        events.push([request.method, viewer, operations, served, violations, applied]);
        events.push([headers.get('mock-example'), headers.get('vary')]);
      },
    });
    await send(mock, '/v1/users/me/update', post({ x: 1 }, { prefer: 'example=partial' }));
    expect(events).toEqual([
      [
        'POST',
        'user',
        ['users.updateMe'],
        ['users.updateMe/200/partial'],
        ['x is not declared'],
        ['example=partial'],
      ],
      ['users.updateMe/200/partial', 'Cookie, Origin'],
    ]);
  });

  test('may read the answer from a clone', async () => {
    let text: Promise<string> | undefined;
    const mock = createMock({
      onAnswer({ response }) {
        text = response.clone().text();
      },
    });
    const answer = await send(mock, '/v1/users/me', { headers });
    expect(await text).toBe(answer.text);
  });
});

function toPreflight(origin: string): Sent {
  return { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } };
}

/** Every correlation id anywhere in a body. */
function findIds(body: unknown): readonly unknown[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) =>
    key === 'correlation_id' ? [value] : findIds(value),
  );
}
