import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { documentedPayloads, MAX_BATCH_SIZE } from '@portal/contract';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { createPortalClient, isDetailedProfile, type PortalClientOptions } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { startScriptedServer, toValue } from './scripted-server.ts';

const me = documentedPayloads['users.me'].payload;

describe('calls of one tick', () => {
  test('travel together, no more than a batch may hold', async () => {
    await using server = await startScriptedServer(({ answer }) => answer((_, at) => toValue(at)));
    const portal = createPortalClient({ url: server.url });
    const calls = Array.from({ length: 25 }, (_, at) =>
      portal.users.profile.query({ username: `user${at}` }),
    );
    await Promise.all(calls);
    expect(server.requests.map((request) => request.length)).toEqual([
      MAX_BATCH_SIZE,
      MAX_BATCH_SIZE,
      5,
    ]);
  });

  test('are parted where their address grows too long', async () => {
    await using server = await startScriptedServer(({ answer }) => answer((_, at) => toValue(at)));
    const portal = createPortalClient({ url: server.url });
    const username = 'x'.repeat(3500);
    await Promise.all([1, 2, 3].map(() => portal.users.profile.query({ username })));
    expect(server.requests.map((request) => request.length)).toEqual([2, 1]);
  });

  test('are asked for alone where their input alone is long, so that Portal can judge it', async () => {
    await using server = await startScriptedServer(({ answer }) => answer((path) => toValue(path)));
    const portal = createPortalClient({ url: server.url });
    const [long, short] = await Promise.all([
      portal.users.profile.query({ username: 'x'.repeat(9000) }),
      portal.users.profile.query({ username: 'somebody' }),
    ]);
    expect([long, short]).toEqual(['users.profile', 'users.profile']);
    expect(server.requests).toHaveLength(2);
  });

  test('keep long updates together, since no address carries them', async () => {
    await using server = await startScriptedServer(({ answer }) => answer(() => toValue(me)));
    const portal = createPortalClient({ url: server.url });
    const names = ['x'.repeat(9000), 'newname'];
    await Promise.all(names.map((username) => portal.users.updateMe.mutate({ username })));
    expect(server.requests).toEqual([['users.updateMe', 'users.updateMe']]);
  });

  test('of two clients never meet in one request, so that no session serves another person', async () => {
    await using server = await startScriptedServer(({ request, answer }) =>
      answer(() => toValue(request.headers.cookie)),
    );
    const clients = Array.from({ length: 5 }, (_, at) =>
      createPortalClient({ url: server.url, session: `person${at}` }),
    );
    const cookies = await Promise.all(clients.map((portal) => portal.users.me.query()));
    expect(cookies).toEqual([0, 1, 2, 3, 4].map((at) => `psession=person${at}`));
    expect(server.requests).toHaveLength(5);
  });

  test('keep reads and updates apart', async () => {
    await using server = await startScriptedServer(({ answer }) => answer(() => toValue(me)));
    const portal = createPortalClient({ url: server.url });
    await Promise.all([
      portal.users.me.query(),
      portal.users.updateMe.mutate({ username: 'newname' }),
    ]);
    expect(server.received.map(({ method }) => method).sort()).toEqual(['GET', 'POST']);
  });
});

test('an update is sent as JSON', async () => {
  const bodies: string[] = [];
  await using server = await startScriptedServer(async ({ request, answer }) => {
    bodies.push(`${request.headers['content-type']} ${await text(request)}`);
    answer(() => toValue({ user: me, errors: null }));
  });
  const portal = createPortalClient({ url: server.url });
  const { errors } = await portal.users.updateMe.mutate({ avatar_source: 'discord_3' });
  expect(errors).toBeNull();
  expect(bodies).toEqual(['application/json {"0":{"avatar_source":"discord_3"}}']);
});

describe('the session', () => {
  test.each([
    ['a token', 'abc'],
    ['the cookie as the command prints it', 'psession=abc'],
    ['a token with an end of line', 'abc\n'],
    ['the whole header of a visitor', 'theme=dark; psession=abc; other=1'],
    ['a header that a function passes on', () => 'theme=dark;psession=abc'],
    ['a function', () => 'abc'],
    ['a function that takes its time', async () => 'psession=abc'],
  ])('travels as the cookie: %s', async (_name, session) => {
    await using server = await startScriptedServer(({ answer }) => answer(() => toValue(me)));
    await createPortalClient({ url: server.url, session }).users.me.query();
    expect(server.received[0]?.headers.cookie).toBe('psession=abc');
  });

  test('is asked for before each request, so that it may change or end', async () => {
    const sessions = ['first', 'second', undefined, null];
    await using server = await startScriptedServer(({ answer }) => answer(() => toValue(me)));
    const portal = createPortalClient({ url: server.url, session: () => sessions.shift() });
    for (let call = 0; call < 4; call++) await portal.users.me.query();
    const cookies = server.received.map(({ headers }) => headers.cookie);
    expect(cookies).toEqual(['psession=first', 'psession=second', undefined, undefined]);
  });

  const notTokens = [
    ...['', 'psession=', 'a b', 'a\r\nx: y', 'a,b', '"a"', 'ä', 'a;b=c', 'a=1', 'a=1; b=2'],
    ...['psession=a b', 'psession=; theme=dark', 'psession=abc; psession=def', 'psessionx=abc'],
  ];

  test.each(notTokens)('that cannot be a token counts as nobody signed in: %j', async (session) => {
    await using server = await startScriptedServer(({ answer }) => answer(() => toValue(me)));
    for (const option of [session, () => session, async () => session]) {
      await createPortalClient({ url: server.url, session: option }).users.me.query();
    }
    expect(server.received.map(({ headers }) => headers.cookie)).toEqual(Array(3).fill(undefined));
  });

  test('of a program without types counts as nobody signed in if it is no text', async () => {
    await using server = await startScriptedServer(({ answer }) => answer(() => toValue(me)));
    for (const session of [null, 42, () => 42, () => ({ value: 'abc' })]) {
      const options = { url: server.url, session } as PortalClientOptions;
      await createPortalClient(options).users.me.query();
    }
    expect(server.received.map(({ headers }) => headers.cookie)).toEqual(Array(4).fill(undefined));
  });

  test.each([
    ['rejects', () => Promise.reject(new Error('the store is down'))],
    [
      'throws',
      () => {
        throw new Error('the store is down');
      },
    ],
  ])('of a function that %s fails the call, without a request', async (_name, session) => {
    await using server = await startScriptedServer(({ answer }) => answer(() => toValue(me)));
    const error = await failureOf(
      createPortalClient({ url: server.url, session }).users.me.query(),
    );
    expect(error).toMatchObject({
      kind: 'session',
      message: 'The session of this call could not be read',
    });
    expect(error.cause).toEqual(new Error('the store is down'));
    expect(server.requests).toEqual([]);
  });
});

test('a session that comes too late sends nothing, whatever fetch makes of a signal', async () => {
  const asked = Promise.withResolvers<string>();
  const urls: string[] = [];
  const portal = createPortalClient({
    url: 'http://portal.test',
    session: () => asked.promise,
    fetch: async (url) => {
      urls.push(url);
      return Response.json([toValue(me)]);
    },
  });
  const controller = new AbortController();
  const options = { signal: controller.signal };
  const call = failureOf(portal.users.updateMe.mutate({ username: 'newname' }, options));
  await wait(20);
  controller.abort();
  expect((await call).kind).toBe('aborted');
  asked.resolve('abc');
  await wait(20);
  expect(urls).toEqual([]);
});

describe('the credentials of a page', () => {
  test.each([
    ['are included without a session', {}, 'include'],
    [
      'are left to fetch with one, since some workers refuse the word',
      { session: 'abc' },
      undefined,
    ],
  ])('%s', async (_name, options, credentials) => {
    const inits: RequestInit[] = [];
    const fetch: NonNullable<PortalClientOptions['fetch']> = async (_url, init) => {
      inits.push(init);
      return Response.json([toValue(me)]);
    };
    await createPortalClient({ url: '', fetch, ...options }).users.me.query();
    expect(inits.map((init) => init.credentials)).toEqual([credentials]);
  });
});

describe('the address', () => {
  test.each([
    ['http://portal.test', 'http://portal.test/trpc/users.me?batch=1&input=%7B%7D'],
    ['https://portal.test/', 'https://portal.test/trpc/users.me?batch=1&input=%7B%7D'],
    ['HTTP://portal.test/below//', 'HTTP://portal.test/below/trpc/users.me?batch=1&input=%7B%7D'],
    [new URL('http://portal.test'), 'http://portal.test/trpc/users.me?batch=1&input=%7B%7D'],
    ['http://[::1]:3000', 'http://[::1]:3000/trpc/users.me?batch=1&input=%7B%7D'],
    ['', '/trpc/users.me?batch=1&input=%7B%7D'],
    ['/portal', '/portal/trpc/users.me?batch=1&input=%7B%7D'],
  ])('of %s', async (url, expected) => {
    const urls: string[] = [];
    const fetch = async (address: string) => {
      urls.push(address);
      return Response.json([toValue(me)]);
    };
    await createPortalClient({ url, fetch }).users.me.query();
    expect(urls).toEqual([expected]);
  });

  test.each([
    'portal.test',
    'localhost:3000',
    'ftp://portal.test',
    '//portal.test',
    'http://',
    'http://:3000',
    'http://portal.test:port',
    'https:portal.test',
    'undefined',
    'http://portal.test ',
    'http://portal.test\n',
    'https://portal.test?version=1',
    'https://portal.test#top',
    '/portal?version=1',
    '/\\evil.test',
  ])('that is none is refused: %s', (url) => {
    expect(() => createPortalClient({ url })).toThrow(TypeError);
  });
});

test.each([
  'https://user:hunter2@portal.test',
  'https://hunter2@portal.test',
  'https://:hunter2@portal.test',
  'https://user:hunter2@portal.test?version=1',
  'ftp://user:hunter2@portal.test',
])('an address with a password is refused, and the password not repeated: %s', (url) => {
  const message = 'url has a user or a password, which fetch refuses';
  expect(() => createPortalClient({ url })).toThrow(new TypeError(message));
});

test('an option that is undefined is one that was not given', async () => {
  await using server = await startScriptedServer(({ answer }) => answer(() => toValue(me)));
  const portal = createPortalClient({
    url: server.url,
    session: undefined,
    timeout: undefined,
    retries: undefined,
    onError: undefined,
    fetch: undefined,
  });
  expect(await portal.users.me.query()).toEqual(me);
});

test.each([
  { timeout: 0 },
  { timeout: -1 },
  { timeout: Number.NaN },
  { timeout: 2 ** 31 },
  { retries: -1 },
  { retries: 0.5 },
  { retries: Number.POSITIVE_INFINITY },
])('an option that cannot be right is refused: %j', (options) => {
  expect(() => createPortalClient({ url: '', ...options })).toThrow(TypeError);
});

test('the global fetch is looked up at each call, so that it can be replaced', async () => {
  const portal = createPortalClient({ url: 'http://portal.test' });
  const original = globalThis.fetch;
  globalThis.fetch = async () => Response.json([toValue(me)]);
  const found = await portal.users.me.query().finally(() => {
    globalThis.fetch = original;
  });
  expect(found).toEqual(me);
});

test('a profile is told apart by its guard, and each side has its own fields', async () => {
  const profiles = [documentedPayloads['users.profile'].payload, { ...me, session_history: [] }];
  await using server = await startScriptedServer(({ answer }) =>
    answer(() => toValue(profiles.shift())),
  );
  const portal = createPortalClient({ url: server.url });
  const somebody = await portal.users.profile.query({ username: 'somebody' });
  if (isDetailedProfile(somebody)) return expect.unreachable('the first is public');
  expectTypeOf(somebody).not.toHaveProperty('session_history');
  expectTypeOf(somebody.avatar_url).toEqualTypeOf<string | null>();
  const another = await portal.users.profile.query({ username: 'another' });
  if (!isDetailedProfile(another)) return expect.unreachable('the second is detailed');
  expectTypeOf(another.permission_level).toEqualTypeOf<0 | 1 | 2 | 3>();
  expect(another.session_history).toEqual([]);
});

test('inputs and answers are typed', () => {
  const portal = createPortalClient({ url: '' });
  expectTypeOf(portal.users.updateMe.mutate).parameter(0).toEqualTypeOf<{
    username?: string | null | undefined;
    avatar_source?: string | null | undefined;
  }>();
  expectTypeOf(portal.users.profile.query).parameter(0).toEqualTypeOf<{ username: string }>();
  type Errors = Awaited<ReturnType<typeof portal.users.updateMe.mutate>>['errors'];
  expectTypeOf<NonNullable<Errors>['username']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<NonNullable<Errors>>().not.toHaveProperty('user_name');
});
