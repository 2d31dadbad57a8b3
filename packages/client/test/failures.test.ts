import { runInNewContext } from 'node:vm';
import { errorRegistry, toTrpcErrorShape } from '@portal/contract';
import { isTRPCClientError } from '@trpc/client';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { createPortalClient, isPortalError, PortalError } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { startScriptedServer, toValue } from './scripted-server.ts';

const ID = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';

describe('a refusal', () => {
  test.each(Object.entries(errorRegistry))(
    '%s has its status, sentence and id',
    async (code, { status, sentence }) => {
      const refusal = { code, reason: null, expires_at: null, allow: [], retry_after: 7 };
      const shape = toTrpcErrorShape(refusal as never, ID);
      await using server = await startScriptedServer(({ answer }) =>
        answer(() => ({ error: shape })),
      );
      const error = await failureOf(createClient(server.url).users.me.query());
      expect(error).toMatchObject({
        kind: 'refused',
        status,
        sentence,
        message: sentence,
        correlation_id: ID,
        shape,
        data: shape.data,
      });
    },
  );

  test.each(Object.entries(errorRegistry))(
    '%s is the same from below tRPC',
    async (_code, { status, sentence }) => {
      const body = JSON.stringify({ error: sentence, correlation_id: ID });
      await using server = await startScriptedServer(({ send }) => send(status, body));
      const error = await failureOf(createClient(server.url).users.me.query());
      expect(error).toMatchObject({
        kind: 'refused',
        status,
        sentence,
        message: sentence,
        correlation_id: ID,
      });
    },
  );

  test('of a whole batch is the refusal of each of its calls', async () => {
    const error = toTrpcErrorShape({ code: 'too_many_requests', retry_after: 17 }, ID);
    await using server = await startScriptedServer(({ send }) =>
      send(429, JSON.stringify({ error }), { 'Retry-After': '17' }),
    );
    const portal = createClient(server.url);
    const failures = await Promise.all([
      failureOf(portal.users.me.query()),
      failureOf(portal.users.profile.query({ username: 'somebody' })),
    ]);
    for (const failure of failures) expect(failure).toMatchObject({ status: 429, retry_after: 17 });
    expect(server.requests).toHaveLength(1);
  });

  test('of one call leaves the others of its batch alone', async () => {
    const shape = toTrpcErrorShape({ code: 'user_not_found' }, ID);
    await using server = await startScriptedServer(({ answer }) =>
      answer((path) => (path === 'users.me' ? toValue('me') : { error: shape })),
    );
    const portal = createClient(server.url);
    const failure = failureOf(portal.users.profile.query({ username: 'nobody' }));
    expect(await portal.users.me.query()).toBe('me');
    expect(await failure).toMatchObject({
      sentence: 'User not found',
      correlation_id: ID,
      retry_after: null,
    });
  });

  test('of a restricted account tells why and until when', async () => {
    const refusal = { code: 'account_banned', reason: 'Spam', expires_at: null } as const;
    const error = toTrpcErrorShape(refusal, ID);
    await using server = await startScriptedServer(({ answer }) => answer(() => ({ error })));
    const failure = await failureOf(createClient(server.url).users.me.query());
    expect(failure.data).toMatchObject({ reason: 'Spam', expires_at: null });
  });
});

describe('an answer that is not of Portal', () => {
  test.each([
    ['a page', 502, '<h1>Bad gateway</h1>'],
    ['nothing', 200, ''],
    ['half of JSON', 200, '[{"result":'],
    ['JSON of something else', 200, '{"login":"required"}'],
    ['an error of something else', 403, '{"error":"forbidden"}'],
    ['a success that looks like a refusal', 200, `{"error":"Not found","correlation_id":"${ID}"}`],
    ['an id that is none', 403, '{"error":"forbidden","correlation_id":7}'],
    [
      'a tRPC error of something else',
      404,
      '[{"error":{"message":"no","code":-32004,"data":{"code":"NOT_FOUND","httpStatus":404}}}]',
    ],
    ['null', 200, 'null'],
    ['a text', 200, '"hello"'],
    ['a list of nothing', 200, '[null]'],
  ])('is unexpected: %s', async (_name, status, body) => {
    await using server = await startScriptedServer(({ send }) => send(status, body));
    const error = await failureOf(createClient(server.url).users.me.query());
    expect(error).toMatchObject({
      kind: 'unexpected',
      status,
      sentence: null,
      correlation_id: null,
    });
    expect(error.message).toMatch(/^Not an answer of Portal: /);
  });

  test('with too few results fails the calls that got none', async () => {
    await using server = await startScriptedServer(({ send }) =>
      send(200, '[{"result":{"data":"me"}}]'),
    );
    const portal = createClient(server.url);
    const [me, error] = await Promise.all([
      portal.users.me.query(),
      failureOf(portal.users.profile.query({ username: 'somebody' })),
    ]);
    expect(me).toBe('me');
    expect(error).toMatchObject({ kind: 'unexpected' });
  });
});

describe('no answer', () => {
  test('from a port where nobody listens says why', async () => {
    const server = await startScriptedServer(() => {});
    await server[Symbol.asyncDispose]();
    const error = await failureOf(createClient(server.url).users.me.query());
    expect(error).toMatchObject({
      kind: 'network',
      status: null,
      sentence: null,
      correlation_id: null,
    });
    expect(error.message).toMatch(/^No answer from Portal: connect ECONNREFUSED/);
  });

  test.each([
    ['before the status', (): number => 0],
    ['in the middle of the body', (): number => 500],
  ])('from a connection that is cut %s', async (_name, promised) => {
    await using server = await startScriptedServer(({ response }) => {
      if (promised() > 0) response.writeHead(200, { 'content-length': promised() }).write('[');
      setImmediate(() => response.destroy());
    });
    const error = await failureOf(createClient(server.url).users.me.query());
    expect(error.kind).toBe('network');
  });

  test('from a fetch of another realm says why too', async () => {
    const cause = runInNewContext("new Error('getaddrinfo ENOTFOUND portal.test')");
    const failure = runInNewContext("(cause) => new TypeError('fetch failed', { cause })")(cause);
    const fetch = () => Promise.reject(failure);
    const portal = createPortalClient({ url: 'http://portal.test', retries: 0, fetch });
    expect((await failureOf(portal.users.me.query())).message).toBe(
      'No answer from Portal: getaddrinfo ENOTFOUND portal.test',
    );
  });

  test.each([
    [
      'undici',
      new TypeError('fetch failed', { cause: new Error('other side closed') }),
      'other side closed',
    ],
    [
      'Chromium, or a connection that MSW resets',
      new TypeError('Failed to fetch'),
      'Failed to fetch',
    ],
    ['Safari', new TypeError('Load failed'), 'Load failed'],
    [
      'several addresses',
      new TypeError('fetch failed', {
        cause: Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
      }),
      'ECONNREFUSED',
    ],
  ])('in the words of %s', async (_name, failure, reason) => {
    const fetch = () => Promise.reject(failure);
    const portal = createPortalClient({ url: 'http://portal.test', retries: 0, fetch });
    const error = await failureOf(portal.users.me.query());
    expect(error).toMatchObject({ kind: 'network', cause: failure });
    expect(error.message).toBe(`No answer from Portal: ${reason}`);
  });

  test('from a fetch that throws at once', async () => {
    const fetch = () => {
      throw new Error('no network here');
    };
    const portal = createPortalClient({ url: 'http://portal.test', retries: 0, fetch });
    expect((await failureOf(portal.users.me.query())).message).toBe(
      'No answer from Portal: no network here',
    );
  });

  test('from a fetch that throws what is no error', async () => {
    const fetch = () => Promise.reject('offline');
    const portal = createPortalClient({ url: 'http://portal.test', retries: 0, fetch });
    expect((await failureOf(portal.users.me.query())).message).toBe(
      'No answer from Portal: offline',
    );
  });
});

test('a PortalError is one of tRPC too, and an ordinary error is none', () => {
  const error = new PortalError('network', 'No answer');
  expect(error).toBeInstanceOf(Error);
  expect(isTRPCClientError(error)).toBe(true);
  expect(error.name).toBe('PortalError');
  expect([error, new Error('other'), undefined, { kind: 'network' }].map(isPortalError)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('the sentences are typed, so that a misspelt one does not compile', () => {
  expectTypeOf<'User not found'>().toExtend<PortalError['sentence']>();
  expectTypeOf<'User not fuond'>().not.toExtend<PortalError['sentence']>();
  expectTypeOf<undefined>().not.toExtend<PortalError['status']>();
});

function createClient(url: string) {
  return createPortalClient({ url, session: 'token', retries: 0 });
}
