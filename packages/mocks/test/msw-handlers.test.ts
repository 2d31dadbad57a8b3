import { documentedPayloads, exampleEntries, operations } from '@portal/contract';
import { type LocalServer, serveLocally } from '@portal/workspace/serve-locally';
import { HttpResponse, http } from 'msw/http';
import { getResponse } from 'msw/utils/get-response';
import { describe, expect, test } from 'vitest';
import { createMock } from '../src/create-mock.ts';
import { createHandlers } from '../src/msw/index.ts';
import { fetchingClients, fetchServed, HOST, intercept } from './intercept.ts';
import { COOKIE } from './send.ts';

const me = documentedPayloads['users.me'].payload;
const json = { 'content-type': 'application/json' };
const update = (body: unknown, headers = {}): RequestInit => {
  return { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) };
};

describe('the handlers', () => {
  test('answer REST with the documented payloads', async () => {
    using _server = intercept(...createHandlers({ viewer: 'user' }));
    const self = await fetch(`${HOST}/v1/users/me`);
    const updated = await fetch(`${HOST}/v1/users/me/update`, update({ username: 'newname' }));
    const profile = await fetch(`${HOST}/v1/users/profile/exampleuser`);
    for (const [response, id] of [
      [self, 'users.me'],
      [updated, 'users.updateMe'],
      [profile, 'users.profile'],
    ] as const) {
      expect(await response.text()).toBe(JSON.stringify(documentedPayloads[id].payload));
      expect(response.headers.get('content-type')).toBe('application/json');
    }
  });

  test.each(fetchingClients)('answer tRPC over %s', async (_link, create) => {
    using _server = intercept(...createHandlers({ viewer: 'user' }));
    const { users } = create();
    const answers = await Promise.allSettled([
      users.me.query(),
      users.updateMe.mutate({ username: 'ab' }),
      users.profile.query({ username: 'exampleuser' }),
    ]);
    const profile = documentedPayloads['users.profile'].payload;
    expect(answers).toMatchObject([
      { value: me },
      { value: { errors: { username: 'username must be at least 3 characters' } } },
      { value: profile },
    ]);
  });

  const entries = exampleEntries.map(
    (entry) => [`${entry.operation} ${entry.name}`, entry] as const,
  );

  test.each(entries)('answer as the mock itself does: %s', async (_name, { operation, name }) => {
    const { method, path } = operations[operation];
    const url = `${HOST}${path.replace('{username}', 'exampleuser')}`;
    const init = { method, headers: { ...json, prefer: `example=${name}` } };
    using _server = intercept(...createHandlers());
    const caught = await fetch(url, init);
    const direct = await createMock().fetch(new Request(url, init));
    expect(await comparable(caught)).toEqual(await comparable(direct));
  });

  test('answer HEAD, 404 and 405 as the mock does', async () => {
    using _server = intercept(...createHandlers({ baseUrl: HOST, viewer: 'user' }));
    const head = await fetch(`${HOST}/v1/users/me`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await fetchServed('/v1/nowhere'))[0]).toBe(404);
    const wrong = await fetch(`${HOST}/v1/users/me`, { method: 'DELETE' });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('tell of a request that breaks the contract', async () => {
    using _server = intercept(...createHandlers({ viewer: 'user' }));
    const { headers } = await fetch(`${HOST}/v1/users/me/update`, update({ nickname: 'x' }));
    expect(headers.get('mock-violations')).toBe('["nickname is not declared"]');
  });

  test('keep the state of live mode, until it is reset', async () => {
    using _server = intercept(...createHandlers({ mode: 'live', viewer: 'user' }));
    const name = async () => {
      const self = await (await fetch(`${HOST}/v1/users/me`)).json();
      return (self as { username: string }).username;
    };
    await fetch(`${HOST}/v1/users/me/update`, update({ username: 'somebody' }));
    expect(await name()).toBe('somebody');
    expect((await fetch(`${HOST}/__mock/reset`, { method: 'POST' })).status).toBe(204);
    expect(await name()).toBe('exampleuser');
  });

  test('are a mock of their own at each call of createHandlers', async () => {
    using first = intercept(...createHandlers({ mode: 'live', viewer: 'user' }));
    await fetch(`${HOST}/v1/users/me/update`, update({ username: 'somebody' }));
    first.resetHandlers(...createHandlers({ mode: 'live', viewer: 'user' }));
    expect(await (await fetch(`${HOST}/v1/users/me`)).json()).toEqual(me);
  });

  test('pass the options on', async () => {
    const heard: string[] = [];
    const onAnswer = ({ url }: { url: URL }) => void heard.push(url.pathname);
    using _server = intercept(...createHandlers({ onAnswer, viewer: 'user' }));
    await fetchServed('/v1/users/me');
    expect(heard).toEqual(['/v1/users/me']);
  });

  test('work without a server, through MSW alone', async () => {
    const request = new Request(`${HOST}/v1/users/me`, { headers: { cookie: COOKIE } });
    const response = await getResponse(createHandlers(), request);
    expect(await response?.json()).toEqual(me);
  });
});

describe('who asks', () => {
  test('is nobody, where there is no cookie and no viewer is said', async () => {
    using _server = intercept(...createHandlers());
    expect(await fetchServed('/v1/users/me')).toEqual([
      401,
      'users.me/401/authentication-required',
    ]);
  });

  test('is the viewer that was said, where there is no cookie', async () => {
    using _server = intercept(...createHandlers({ viewer: 'admin' }));
    expect(await fetchServed('/v1/users/me')).toEqual([200, 'users.me/200/admin']);
    expect((await fetchServed('/trpc/users.me'))[1]).toBe('users.me/200/admin');
  });

  test.each([
    ['a cookie', { cookie: COOKIE }, 'users.me/200/documented'],
    ['a cookie among others', { cookie: `a=1; ${COOKIE}` }, 'users.me/200/documented'],
    ['two cookies', { cookie: 'psession=a; psession=b' }, 'users.me/401/authentication-required'],
    ['Mock-Viewer', { 'mock-viewer': 'owner' }, 'users.me/200/owner'],
  ])('is said by %s before that', async (_case, headers, served) => {
    using _server = intercept(...createHandlers({ viewer: 'admin' }));
    expect((await fetchServed('/v1/users/me', { headers }))[1]).toBe(served);
  });

  test('is whoever a session was opened for', async () => {
    using _server = intercept(...createHandlers());
    const opened = await fetch(`${HOST}/__mock/sessions`, update({ viewer: 'moderator' }));
    const [cookie = ''] = opened.headers.getSetCookie();
    expect(cookie).toMatch(/^psession=moderator\.[0-9a-f]{64}; Path=\/; SameSite=Lax$/);
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    expect((await fetchServed('/v1/users/me', { headers }))[1]).toBe('users.me/200/moderator');
  });
});

describe('where Portal is', () => {
  const other = http.all('*', () => new HttpResponse('other'));
  const fetchText = async (url: string) => (await fetch(url)).text();

  test.each([
    'https://portal.example/v1/users/me',
    'http://localhost:4010/v1/users/me?x=1',
    'https://example.test/some/prefix/v1/users/me',
    'https://example.test/v1/v1/users/me',
    'https://example.test/prefix/trpc/users.me',
    'https://example.test/trpc/users.absent,users.me?batch=1&input=%7B%7D',
  ])('may be anywhere: %s', async (url) => {
    using _server = intercept(...createHandlers({ viewer: 'user' }), other);
    expect(await fetchText(url)).toContain('"id":42');
  });

  test.each([
    'https://payments.example/v1/customers',
    'https://portal.example/v1/users/nobody',
    'https://other.example/trpc/posts.list',
    'https://other.example/trpc/%ff',
    'https://portal.example/trpc',
    'https://portal.example/',
  ])('is not at what other servers may know: %s', async (url) => {
    using _server = intercept(...createHandlers({ viewer: 'user' }), other);
    expect(await fetchText(url)).toBe('other');
  });

  test.each([
    ['https://portal.example', 'https://portal.example/v1/users/me'],
    ['https://portal.example/', 'https://portal.example/v1/users/me'],
    ['https://portal.example/api', 'https://portal.example/api/v1/users/me'],
    ['https://portal.example/api/', 'https://portal.example/api/trpc/users.me'],
  ])('is below %s when that is said: %s', async (baseUrl, url) => {
    using _server = intercept(...createHandlers({ baseUrl, viewer: 'user' }), other);
    expect(await fetchText(url)).toContain('"id":42');
  });

  test.each([
    'https://portal.example/v1/users/me',
    'https://portal.example/apiary/v1/users/me',
    'https://portal.example/abc/v1/users/me',
    'https://portal.example/api/about',
    'https://portal.example:8443/api/v1/users/me',
    'http://portal.example/api/v1/users/me',
    'https://other.example/api/v1/users/me',
  ])('is nowhere else then: %s', async (url) => {
    const baseUrl = 'https://portal.example/api';
    using _server = intercept(...createHandlers({ baseUrl, viewer: 'user' }), other);
    expect(await fetchText(url)).toBe('other');
  });

  test.each(['/v1/nowhere', '/trpc/users.absent', '/__mock/nowhere'])(
    'has errors of its own when that is said: %s',
    async (path) => {
      using _server = intercept(...createHandlers({ baseUrl: HOST }), other);
      expect((await fetchServed(path))[0]).toBe(404);
    },
  );

  test.each(['/api', 'api', '', 'http://'])(
    'cannot be %j, where there is no page to be relative to',
    (baseUrl) => {
      expect(() => createHandlers({ baseUrl })).toThrow(
        `baseUrl must be * or an absolute URL where there is no page, not ${baseUrl}`,
      );
    },
  );

  test('leaves the servers of others alone', async () => {
    await using server = await startOther();
    using mocked = intercept(...createHandlers());
    mocked.close();
    mocked.listen({ onUnhandledFrame: 'bypass' });
    expect(await fetchText(`${server.url}/v1/customers`)).toBe('a real server');
  });
});

describe('a fault', () => {
  const spoil = (fault: string, init: RequestInit = {}) => {
    return fetch(`${HOST}/v1/users/me`, { ...init, headers: { 'mock-fault': fault } });
  };

  test('reset fails as a broken connection does', async () => {
    using _server = intercept(...createHandlers());
    await expect(spoil('reset')).rejects.toThrow(TypeError);
  });

  test('truncate breaks off the body', async () => {
    using _server = intercept(...createHandlers());
    const response = await spoil('truncate');
    expect(response.status).toBe(401);
    await expect(response.text()).rejects.toThrow();
  });

  test('malformed is no JSON', async () => {
    using _server = intercept(...createHandlers());
    const response = await spoil('malformed');
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  test('timeout ends when the caller gives up', async () => {
    using _server = intercept(...createHandlers());
    const pending = spoil('timeout', { signal: AbortSignal.timeout(20) });
    await expect(pending).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }));
  });
});

async function comparable(response: Response): Promise<unknown> {
  const { status, headers } = response;
  const id = headers.get('x-correlation-id') ?? '';
  const text = (await response.text()).replaceAll(id, 'the id');
  return [status, [...headers].filter(([name]) => name !== 'x-correlation-id'), text];
}

function startOther(): Promise<LocalServer> {
  return serveLocally((_request, response) => void response.end('a real server'));
}
