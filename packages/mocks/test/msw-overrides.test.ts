import type { PortalRouter } from '@portal/contract';
import { type ExampleName, exampleEntries, operations } from '@portal/contract';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { HttpHandler, HttpResponse, http } from 'msw/http';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { createHandlers, type ExampleOverride, mock, viewAs } from '../src/msw/index.ts';
import { fetchingClients, fetchServed, HOST, intercept } from './intercept.ts';

const input = { username: 'exampleuser' };

describe('an override', () => {
  const entries = exampleEntries.map(
    (entry) => [`${entry.operation} ${entry.name}`, entry] as const,
  );
  const overrides = mock as unknown as Record<string, Record<string, ExampleOverride<never>>>;

  test.each(entries)('serves %s, over REST and tRPC', async (_name, { operation, name }) => {
    const [group = '', method = ''] = operation.split('.');
    using server = intercept(...createHandlers({ viewer: 'user' }));
    server.use(overrides[group]?.[method]?.(name as never) as HttpHandler);
    const { method: verb, path } = operations[operation];
    const json = { method: verb, headers: { 'content-type': 'application/json' } };
    const init = verb === 'POST' ? { ...json, body: '{}' } : json;
    const served = expect.stringMatching(new RegExp(`^${operation}/\\d+/${name}$`));
    expect((await fetchServed(path, init))[1]).toEqual(served);
    expect((await fetchServed(`/trpc/${operation}`, init))[1]).toEqual(served);
  });

  test('is one handler, and may be spread from an array', () => {
    expect(mock.users.me('owner')).toBeInstanceOf(HttpHandler);
    const server = intercept(...createHandlers(), ...[mock.users.me('owner')]);
    server.close();
  });

  test('leaves the other operations as they are', async () => {
    using server = intercept(...createHandlers({ viewer: 'user' }));
    server.use(mock.users.profile('not-found'));
    expect((await fetchServed('/v1/users/me'))[1]).toBe('users.me/200/documented');
    expect((await fetchServed('/trpc/users.me'))[1]).toBe('users.me/200/documented');
  });

  test('ends with resetHandlers', async () => {
    using server = intercept(...createHandlers({ viewer: 'user' }));
    server.use(mock.users.me('owner'));
    server.resetHandlers();
    expect((await fetchServed('/v1/users/me'))[1]).toBe('users.me/200/documented');
  });

  test('works where there are no other handlers', async () => {
    using _server = intercept(mock.users.profile('not-found'));
    expect((await fetchServed('/v1/users/profile/exampleuser'))[0]).toBe(404);
    expect((await fetchServed('/trpc/users.profile'))[0]).toBe(404);
  });

  test('of which there are several: the newest counts', async () => {
    using server = intercept(...createHandlers({ viewer: 'user' }));
    server.use(mock.users.me('owner'));
    server.use(mock.users.me('admin'));
    expect((await fetchServed('/v1/users/me'))[1]).toBe('users.me/200/admin');
    const batch = '/trpc/users.me,users.profile?batch=1&input=%7B%7D';
    expect((await fetchServed(batch))[1]).toBe('users.me/200/admin, users.profile/200/documented');
  });

  test('goes before a handler of the same route that was there before', async () => {
    using server = intercept(...createHandlers());
    server.use(http.get('*/v1/users/me', () => HttpResponse.json({ mine: true })));
    server.use(mock.users.me('owner'));
    expect((await fetchServed('/v1/users/me'))[1]).toBe('users.me/200/owner');
  });

  test('goes before what the page asks for itself', async () => {
    using server = intercept(...createHandlers());
    server.use(mock.users.me('owner'));
    const headers = { prefer: 'example=admin', 'mock-example': 'users.me=moderator' };
    expect((await fetchServed('/v1/users/me', { headers }))[1]).toBe('users.me/200/owner');
    const batch = '/trpc/users.me,users.profile?batch=1&input=%7B%7D';
    expect((await fetchServed(batch, { headers }))[1]).toBe(
      'users.me/200/owner, users.profile/200/admin',
    );
  });

  test('of a call in live mode changes nothing', async () => {
    using server = intercept(...createHandlers({ mode: 'live', viewer: 'user' }));
    server.use(mock.users.updateMe('username-taken', { once: true }));
    const client = createTRPCClient<PortalRouter>({
      links: [httpBatchLink({ url: `${HOST}/trpc` })],
    });
    const { errors } = await client.users.updateMe.mutate({ username: 'somebody' });
    expect(errors).toEqual({ username: 'username is already taken' });
    expect((await client.users.me.query()).username).toBe('exampleuser');
  });

  test('does not match other methods of its route', async () => {
    using server = intercept(...createHandlers());
    server.use(mock.users.me('owner', { once: true }));
    expect((await fetchServed('/v1/users/me', { method: 'DELETE' }))[0]).toBe(405);
    expect((await fetchServed('/v1/users/me'))[0]).toBe(200);
  });
});

describe.each(fetchingClients)('over %s', (_link, create) => {
  test('an override changes that procedure alone', async () => {
    using server = intercept(...createHandlers({ viewer: 'user' }));
    server.use(mock.users.profile('not-found'));
    const { users } = create();
    const answers = await Promise.allSettled([users.me.query(), users.profile.query(input)]);
    expect(answers).toMatchObject([
      { value: { id: 42 } },
      { reason: { message: 'User not found', data: { httpStatus: 404 } } },
    ]);
  });

  test('overrides of several procedures all count, with and without other handlers', async () => {
    for (const handlers of [createHandlers({ viewer: 'user' }), []]) {
      using server = intercept(...handlers);
      server.use(mock.users.me('owner'), mock.users.profile('not-found'));
      const { users } = create();
      const answers = await Promise.allSettled([users.me.query(), users.profile.query(input)]);
      expect(answers).toMatchObject([
        { value: { username: 'exampleowner' } },
        { reason: { message: 'User not found' } },
      ]);
    }
  });

  test('an override keeps the session of the other calls', async () => {
    using server = intercept(...createHandlers({ mode: 'live', viewer: 'user' }));
    const { users } = create();
    await users.updateMe.mutate({ username: 'somebody' });
    server.use(mock.users.profile('not-found'));
    const answers = await Promise.allSettled([users.me.query(), users.profile.query(input)]);
    expect(answers).toMatchObject([
      { value: { username: 'somebody' } },
      { reason: { message: 'User not found' } },
    ]);
  });
});

describe('once', () => {
  const batch = '/trpc/users.me,users.profile?batch=1&input=%7B%7D';

  test.each(['/v1/users/me', '/trpc/users.me', batch])('is the next %s alone', async (path) => {
    using server = intercept(...createHandlers({ viewer: 'user' }));
    server.use(mock.users.me('owner', { once: true }));
    expect((await fetchServed('/v1/users/profile/a'))[1]).toBe('users.profile/200/documented');
    expect((await fetchServed(path))[1]).toContain('users.me/200/owner');
    expect((await fetchServed(path))[1]).toContain('users.me/200/documented');
  });

  test.each(['/v1/users/me', batch])('is one of many %s at once', async (path) => {
    using server = intercept(...createHandlers({ viewer: 'user' }));
    server.use(mock.users.me('owner', { once: true }));
    const answers = await Promise.all(Array.from({ length: 5 }, () => fetchServed(path)));
    const chosen = answers.filter(([, served]) => served?.includes('users.me/200/owner'));
    expect(chosen.length).toBe(1);
  });

  test.each(['/v1/users/me', batch])('is again after restoreHandlers: %s', async (path) => {
    using server = intercept(...createHandlers({ viewer: 'user' }));
    server.use(mock.users.me('owner', { once: true }));
    await fetchServed(path);
    server.restoreHandlers();
    expect((await fetchServed(path))[1]).toContain('users.me/200/owner');
    expect((await fetchServed(path))[1]).toContain('users.me/200/documented');
  });

  test('may be said several times, the newest first', async () => {
    using server = intercept(...createHandlers({ viewer: 'user' }));
    const once = { once: true };
    server.use(mock.users.me('service-unavailable', once), mock.users.me('owner', once));
    const statuses = [];
    for (let at = 0; at < 3; at += 1) statuses.push((await fetchServed('/v1/users/me'))[0]);
    expect(statuses).toEqual([503, 200, 200]);
  });
});

describe('beside the example', () => {
  test('a delay goes before what the page asks for, and is echoed', async () => {
    using server = intercept(...createHandlers());
    server.use(mock.users.me('owner', { delay: 20 }));
    const headers = { prefer: 'delay=60000' };
    const response = await fetch(`${HOST}/v1/users/me`, { headers });
    expect(response.headers.get('preference-applied')).toBe('delay=20');
  });

  test.each(['/v1/users/me', '/trpc/users.me,users.profile?batch=1&input=%7B%7D'])(
    'a fault spoils the answer of %s',
    async (path) => {
      using server = intercept(...createHandlers());
      server.use(mock.users.me('owner', { fault: 'reset' }));
      await expect(fetch(`${HOST}${path}`)).rejects.toThrow(TypeError);
    },
  );
});

describe('viewAs', () => {
  test('makes every request that viewer’s, over REST and tRPC', async () => {
    using server = intercept(...createHandlers({ viewer: 'user' }));
    server.use(viewAs('admin'));
    const headers = { cookie: 'psession=any', 'mock-viewer': 'owner' };
    expect((await fetchServed('/v1/users/me', { headers }))[1]).toBe('users.me/200/admin');
    expect((await fetchServed('/trpc/users.me', { headers }))[1]).toBe('users.me/200/admin');
    server.resetHandlers();
    expect((await fetchServed('/v1/users/me'))[1]).toBe('users.me/200/documented');
  });

  test('may be once, and newer goes before older', async () => {
    using server = intercept(...createHandlers({ viewer: 'user' }));
    server.use(viewAs('admin'));
    server.use(viewAs('anonymous', { once: true }));
    expect((await fetchServed('/v1/users/me'))[0]).toBe(401);
    expect((await fetchServed('/v1/users/me'))[1]).toBe('users.me/200/admin');
  });
});

test('the names are those of the examples, and no others', () => {
  expectTypeOf(mock.users.me).parameter(0).toEqualTypeOf<ExampleName<'users.me'>>();
  expectTypeOf(mock.users.updateMe).parameter(0).toEqualTypeOf<ExampleName<'users.updateMe'>>();
  expectTypeOf(mock.users.profile).parameter(0).toEqualTypeOf<ExampleName<'users.profile'>>();
  expectTypeOf<'not-found'>().toExtend<ExampleName<'users.profile'>>();
  expectTypeOf<keyof typeof mock>().toEqualTypeOf<'users'>();
  expectTypeOf<keyof typeof mock.users>().toEqualTypeOf<'me' | 'updateMe' | 'profile'>();
  // @ts-expect-error No example has this name.
  mock.users.profile('not-fuond');
  // @ts-expect-error It is an example of another operation.
  mock.users.me('not-found');
  // @ts-expect-error There is no such operation.
  expect(() => mock.users.nobody('documented')).toThrow(TypeError);
  // @ts-expect-error There is no such fault.
  mock.users.me('documented', { fault: 'explode' });
  // @ts-expect-error There is no such viewer.
  viewAs('boss');
});

test('a name that got past the types is told, with the names there are', async () => {
  using server = intercept(...createHandlers());
  server.use(mock.users.profile('not-fuond' as 'not-found'));
  const response = await fetch(`${HOST}/v1/users/profile/exampleuser`);
  expect(response.status).toBe(501);
  expect(await response.json()).toMatchObject({
    error: 'users.profile has no example not-fuond',
    available: expect.arrayContaining(['documented', 'not-found']),
  });
});
