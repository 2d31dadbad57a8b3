import { documentedPayloads, examples, type OperationId } from '@portal/contract';
import { describe, expect, test } from 'vitest';
import { createMock } from '../src/create-mock.ts';
import { SIGNED_IN_VIEWERS } from '../src/mock-sessions.ts';
import { COOKIE, ORIGIN, post, send } from './send.ts';
import { transports } from './transports.ts';

const input = { username: 'newname' };
const operations = Object.keys(examples) as OperationId[];
const defaults = {
  user: 'documented',
  moderator: 'moderator',
  admin: 'admin',
  owner: 'owner',
  banned: 'account-banned',
  timed_out: 'account-timed-out',
} as const;
const viewers = Object.entries(defaults);

describe.each(transports)('over %s', (_name, call) => {
  describe.each(operations)('%s', (operation) => {
    test('without a cookie is the documented 401', async () => {
      const answer = await call(createMock(), { operation, input, headers: {} });
      expect([answer.status, answer.error]).toEqual([401, 'Authentication required']);
      expect(answer.headers.get('mock-example')).toBe(`${operation}/401/authentication-required`);
    });

    test.each([
      'psession=any',
      'theme=dark; psession=0123abcd; lang=nl',
      'psession=%D0%B8%D0%BC%D1%8F',
      'psession=a=b==',
    ])('with the cookie %s is the documented example', async (cookie) => {
      const answer = await call(createMock(), { operation, input, headers: { cookie } });
      expect(JSON.stringify(answer.value)).toBe(
        JSON.stringify(documentedPayloads[operation].payload),
      );
      expect(answer.headers.get('mock-example')).toBe(`${operation}/200/documented`);
    });

    test.each([
      'psession=',
      'psession=a; psession=b',
      'psession=a; psession=a',
      'PSESSION=a',
      'xpsession=a',
    ])('with the cookie %s has no session', async (cookie) => {
      const answer = await call(createMock(), { operation, input, headers: { cookie } });
      expect(answer.status).toBe(401);
    });

    test.each(viewers)('as %s serves the example %s', async (viewer, name) => {
      const headers = { cookie: await signIn(viewer) };
      const answer = await call(createMock(), { operation, input, headers });
      expect(answer.headers.get('mock-example')).toMatch(new RegExp(`^${operation}/\\d+/${name}$`));
    });

    test.each(viewers)('with Mock-Viewer: %s serves the example %s', async (viewer, name) => {
      const headers = { cookie: COOKIE, 'mock-viewer': viewer };
      const answer = await call(createMock(), { operation, input, headers });
      expect(answer.headers.get('mock-example')).toMatch(new RegExp(`^${operation}/\\d+/${name}$`));
    });
  });

  test.each(['examples', 'live'] as const)(
    'in %s mode a banned and a timed out viewer are told why and until when',
    async (mode) => {
      const mock = createMock({ mode });
      const banned = await call(mock, {
        operation: 'users.me',
        headers: { 'mock-viewer': 'banned' },
      });
      expect([banned.status, banned.error]).toEqual([403, 'Account is banned']);
      expect(banned.context).toEqual({ reason: 'Ban evasion', expires_at: null });
      const timedOut = await call(mock, {
        operation: 'users.me',
        headers: { 'mock-viewer': 'timed_out' },
      });
      expect([timedOut.status, timedOut.error]).toEqual([403, 'Account is timed out']);
      expect(timedOut.context).toEqual({ reason: 'Spam', expires_at: expect.any(String) });
    },
  );

  test('Mock-Viewer: anonymous signs out for one request', async () => {
    const headers = { cookie: COOKIE, 'mock-viewer': 'anonymous' };
    const answer = await call(createMock(), { operation: 'users.me', headers });
    expect(answer.status).toBe(401);
  });

  test("Mock-Viewer goes before the session's viewer and the browser's choice, for one request", async () => {
    const mock = createMock();
    const cookie = `${await signIn('owner')}; mock_controls=viewer%3Dmoderator`;
    const served = async (headers: Record<string, string>) => {
      const answer = await call(mock, { operation: 'users.me', headers });
      return answer.headers.get('mock-example');
    };
    expect(await served({ cookie, 'mock-viewer': 'admin' })).toBe('users.me/200/admin');
    expect(await served({ cookie })).toBe('users.me/200/moderator');
    expect(await served({ cookie: await signIn('owner') })).toBe('users.me/200/owner');
  });
});

describe('POST /__mock/sessions', () => {
  test.each(SIGNED_IN_VIEWERS)('opens a session of a %s, as a real cookie', async (viewer) => {
    const answer = await send(createMock(), '/__mock/sessions', post({ viewer }));
    const { token } = answer.body as { token: string };
    expect([answer.status, answer.body]).toEqual([201, { viewer, token }]);
    expect(token).toMatch(new RegExp(`^${viewer}\\.[0-9a-f]{64}$`));
    expect(answer.headers.getSetCookie()).toEqual([`psession=${token}; Path=/; SameSite=Lax`]);
  });

  test('gives every session a token of its own', async () => {
    const mock = createMock();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => signIn('user', mock)));
    expect(new Set(tokens).size).toBe(20);
  });

  test('signs out by forgetting the cookie', async () => {
    const answer = await send(createMock(), '/__mock/sessions', post({ viewer: 'anonymous' }));
    expect([answer.status, answer.body]).toEqual([201, { viewer: 'anonymous' }]);
    expect(answer.headers.getSetCookie()).toEqual(['psession=; Path=/; SameSite=Lax; Max-Age=0']);
  });

  test.each(['{}', '{"viewer":"boss"}', '{"viewer":5}', '[]', 'null', '"admin"', '{', ''])(
    'refuses %s and lists the viewers',
    async (body) => {
      const answer = await send(createMock(), '/__mock/sessions', { ...post(null), body });
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual({
        error: 'Invalid request',
        correlation_id: answer.headers.get('x-correlation-id'),
        available: [...SIGNED_IN_VIEWERS, 'anonymous'],
      });
      expect(answer.headers.getSetCookie()).toEqual([]);
    },
  );

  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/json; charset=utf-8', 201],
  ])('takes %s with %i, since a form can send no JSON', async (type, status) => {
    const sent = post({ viewer: 'user' }, { 'content-type': type });
    expect((await send(createMock(), '/__mock/sessions', sent)).status).toBe(status);
  });

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('refuses a page of another origin: %j', async (headers) => {
    for (const path of ['/__mock/sessions', '/__mock/reset']) {
      const answer = await send(createMock(), path, post({ viewer: 'user' }, headers));
      expect([answer.status, answer.body]).toMatchObject([403, { error: 'Access denied' }]);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  test('says why a browser would not keep the session, and what to open', async () => {
    const headers = { origin: 'http://localhost:5173', 'sec-fetch-site': 'cross-site' };
    for (const viewer of ['user', 'anonymous']) {
      const request = new Request(
        'http://127.0.0.1:4010/__mock/sessions',
        post({ viewer }, headers),
      );
      const answer = await createMock().fetch(request);
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([409, []]);
      expect(await answer.json()).toMatchObject({
        error:
          'The browser would not keep the session, since the page is on localhost and the mock was called as 127.0.0.1. Call http://localhost:4010, or open the page at http://127.0.0.1:5173',
      });
    }
  });

  test('signs in a page of the same name on another port', async () => {
    const headers = { origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' };
    const answer = await send(createMock(), '/__mock/sessions', post({ viewer: 'user' }, headers));
    expect(answer.status).toBe(201);
  });

  test('refuses a body that is too large', async () => {
    const sent = post({ viewer: 'user', padding: 'x'.repeat(20_000) });
    const answer = await send(createMock(), '/__mock/sessions', sent);
    expect(answer.status).toBe(413);
  });

  test('opens sessions that stay whose they are, over resets and restarts', async () => {
    const mock = createMock();
    const headers = { cookie: await signIn('admin', mock) };
    mock.reset();
    for (const same of [mock, createMock(), createMock({ mode: 'live' })]) {
      const { body } = await send(same, '/v1/users/me', { headers });
      expect(body).toMatchObject({ username: 'exampleadmin', permission_level: 2 });
    }
  });

  test('knows no other viewer by a token that looks like one', async () => {
    for (const token of ['admin', 'admin.0', `boss.${'0'.repeat(64)}`, `admin.${'g'.repeat(64)}`]) {
      const headers = { cookie: `psession=${token}` };
      const { body } = await send(createMock(), '/v1/users/me', { headers });
      expect(body).toMatchObject({ permission_level: 0 });
    }
  });
});

test('cookies that the platform hides in the request are given beside it', async () => {
  const request = new Request(`${ORIGIN}/v1/users/me`);
  const response = await createMock().fetch(request, 'psession=any; mock_controls=viewer%3Downer');
  expect(response.headers.get('mock-example')).toBe('users.me/200/owner');
});

async function signIn(viewer: string, mock = createMock()): Promise<string> {
  const { headers } = await send(mock, '/__mock/sessions', post({ viewer }));
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
