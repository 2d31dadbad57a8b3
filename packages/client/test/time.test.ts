import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { toTrpcErrorShape } from '@portal/contract';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createPortalClient, type PortalCall, type PortalError } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { type Script, startScriptedServer, toValue } from './scripted-server.ts';

const run = promisify(execFile);
const ID = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';
const unavailable = toTrpcErrorShape({ code: 'service_unavailable' }, ID);

describe('a read', () => {
  test.each<[string, Script]>([
    ['there was no answer', ({ response }) => void response.destroy()],
    ['Portal was unavailable', ({ answer }) => answer(() => ({ error: unavailable }))],
    ['a proxy was', ({ send }) => send(503, '<h1>Service unavailable</h1>')],
  ])('is made again when %s', async (_name, fail) => {
    await using server = await startScriptedServer((exchange) => {
      if (server.requests.length < 3) return fail(exchange);
      exchange.answer(() => toValue('third time'));
    });
    expect(await createPortalClient({ url: server.url }).users.me.query()).toBe('third time');
    expect(server.requests).toHaveLength(3);
  });

  test('is given up after two more tries, with the last failure', async () => {
    await using server = await startScriptedServer(({ answer }) =>
      answer(() => ({ error: unavailable })),
    );
    const error = await failureOf(createPortalClient({ url: server.url }).users.me.query());
    expect(error).toMatchObject({ status: 503, correlation_id: ID });
    expect(server.requests).toHaveLength(3);
  });

  test('comes back with its batch, and without the calls that were answered', async () => {
    await using server = await startScriptedServer(({ answer }) =>
      answer((path, at) => {
        const isAnswered = path === 'users.me' || server.requests.length > 1;
        return isAnswered ? toValue(at) : { error: unavailable };
      }),
    );
    const portal = createPortalClient({ url: server.url });
    const profile = () => portal.users.profile.query({ username: 'somebody' });
    await Promise.all([portal.users.me.query(), profile(), profile()]);
    expect(server.requests).toEqual([
      ['users.me', 'users.profile', 'users.profile'],
      ['users.profile', 'users.profile'],
    ]);
  });

  test.each<[string, Script]>([
    [
      'a refusal',
      ({ answer }) => answer(() => ({ error: toTrpcErrorShape({ code: 'user_not_found' }, ID) })),
    ],
    [
      'a bug',
      ({ answer }) => answer(() => ({ error: toTrpcErrorShape({ code: 'internal_error' }, ID) })),
    ],
    [
      'a limit',
      ({ answer }) =>
        answer(() => ({
          error: toTrpcErrorShape({ code: 'too_many_requests', retry_after: 1 }, ID),
        })),
    ],
    ["a proxy's page", ({ send }) => send(502, '<h1>Bad gateway</h1>')],
  ])('is not made again after %s', async (_name, script) => {
    await using server = await startScriptedServer(script);
    await failureOf(createPortalClient({ url: server.url }).users.me.query());
    expect(server.requests).toHaveLength(1);
  });

  test('is made again for as long as it takes, never days apart', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let tries = 0;
    const fetch = async () => {
      tries += 1;
      throw new TypeError('Failed to fetch');
    };
    const options = { url: 'http://portal.test', timeout: Number.POSITIVE_INFINITY, retries: 50 };
    const call = failureOf(createPortalClient({ ...options, fetch }).users.me.query());
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(tries).toBe(51);
    expect((await call).kind).toBe('network');
  });

  test('is made once with no retries', async () => {
    await using server = await startScriptedServer(({ response }) => void response.destroy());
    await failureOf(createPortalClient({ url: server.url, retries: 0 }).users.me.query());
    expect(server.requests).toHaveLength(1);
  });
});

test.each<[string, Script]>([
  ['no answer', ({ response }) => void response.destroy()],
  ['a 503', ({ answer }) => answer(() => ({ error: unavailable }))],
])(
  'an update is never made again, after %s either: it may have been stored',
  async (_name, script) => {
    await using server = await startScriptedServer(script);
    const portal = createPortalClient({ url: server.url, retries: 5 });
    await failureOf(portal.users.updateMe.mutate({ username: 'newname' }));
    expect(server.requests).toHaveLength(1);
  },
);

describe('a call whose time is over', () => {
  test('fails, and its request is aborted', async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await startScriptedServer(({ response }) => {
      response.on('close', closed.resolve);
    });
    const portal = createPortalClient({ url: server.url, timeout: 50 });
    const error = await failureOf(portal.users.me.query());
    expect(error).toMatchObject({
      kind: 'timeout',
      status: null,
      message: 'Portal did not answer within 50 ms',
    });
    await closed.promise;
    expect(server.requests).toHaveLength(1);
  });

  test('fails in the middle of the body too', async () => {
    await using server = await startScriptedServer(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('[');
    });
    const error = await failureOf(
      createPortalClient({ url: server.url, timeout: 50 }).users.me.query(),
    );
    expect(error.kind).toBe('timeout');
  });

  test('is not made again', async () => {
    await using server = await startScriptedServer(({ response }) => void response.destroy());
    const portal = createPortalClient({ url: server.url, timeout: 50, retries: 100 });
    expect((await failureOf(portal.users.me.query())).kind).toBe('timeout');
    const made = server.requests.length;
    await wait(400);
    expect(server.requests).toHaveLength(made);
  });
});

test('a program ends when its calls are answered, however long they might have taken', async () => {
  await using server = await startScriptedServer(({ answer }) => answer(() => toValue('me')));
  const program = fileURLToPath(new URL('./one-call-program.ts', import.meta.url));
  const killed = { timeout: 30_000, killSignal: 'SIGKILL' } as const;
  const { stdout } = await run(process.execPath, [program, server.url], killed);
  expect(stdout).toBe('me');
});

describe('a call that is aborted', () => {
  test('beforehand makes no request', async () => {
    await using server = await startScriptedServer(({ answer }) => answer(() => toValue('me')));
    const signal = AbortSignal.abort('changed my mind');
    const error = await failureOf(
      createPortalClient({ url: server.url }).users.me.query(undefined, { signal }),
    );
    expect(error).toMatchObject({
      kind: 'aborted',
      message: 'The call was aborted',
      cause: 'changed my mind',
    });
    await wait(20);
    expect(server.requests).toEqual([]);
  });

  test('ends at once, and the others of its batch get their answer', async () => {
    const ready = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    await using server = await startScriptedServer(async ({ answer }) => {
      ready.resolve();
      await released.promise;
      answer((_path, at) => toValue(at));
    });
    const portal = createPortalClient({ url: server.url });
    const controller = new AbortController();
    const other = portal.users.profile.query({ username: 'somebody' });
    const aborted = failureOf(portal.users.me.query(undefined, { signal: controller.signal }));
    await ready.promise;
    controller.abort();
    expect((await aborted).kind).toBe('aborted');
    released.resolve();
    expect(await other).toBe(0);
  });

  test('with all of its batch ends the request', async () => {
    const ready = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    await using server = await startScriptedServer(({ response }) => {
      response.on('close', closed.resolve);
      ready.resolve();
    });
    const { signal, abort } = createAbort();
    const portal = createPortalClient({ url: server.url });
    const calls = [1, 2].map(() => failureOf(portal.users.me.query(undefined, { signal })));
    await ready.promise;
    abort();
    await Promise.all([...calls, closed.promise]);
  });

  test('between two tries is not made again', async () => {
    const failed = Promise.withResolvers<void>();
    await using server = await startScriptedServer(({ response }) => {
      response.destroy();
      failed.resolve();
    });
    const { signal, abort } = createAbort();
    const call = failureOf(
      createPortalClient({ url: server.url }).users.me.query(undefined, { signal }),
    );
    await failed.promise;
    await wait(30);
    abort();
    expect((await call).kind).toBe('aborted');
    await wait(400);
    expect(server.requests).toHaveLength(1);
  });
});

describe('onError', () => {
  test('hears once of each call that failed for good', async () => {
    await using server = await startScriptedServer(({ answer }) =>
      answer(() => ({ error: unavailable })),
    );
    const { heard, onError } = createListener();
    const portal = createPortalClient({ url: server.url, retries: 1, onError });
    const errors = await Promise.all([
      failureOf(portal.users.me.query()),
      failureOf(portal.users.updateMe.mutate({})),
    ]);
    expect(heard).toContainEqual([errors[0], { path: 'users.me', type: 'query' }]);
    expect(heard).toContainEqual([errors[1], { path: 'users.updateMe', type: 'mutation' }]);
    expect(heard).toHaveLength(2);
  });

  test('hears nothing of what succeeded, in the end or at once', async () => {
    await using server = await startScriptedServer(({ answer }) =>
      answer(() => (server.requests.length < 2 ? { error: unavailable } : toValue('me'))),
    );
    const { heard, onError } = createListener();
    await createPortalClient({ url: server.url, onError }).users.me.query();
    expect(heard).toEqual([]);
  });

  test('hears of a timeout, and not of an abort', async () => {
    await using server = await startScriptedServer(() => {});
    const { heard, onError } = createListener();
    const portal = createPortalClient({ url: server.url, timeout: 50, onError });
    const aborted = failureOf(portal.users.me.query(undefined, { signal: AbortSignal.abort() }));
    const error = await failureOf(portal.users.me.query());
    await aborted;
    expect(heard).toEqual([[error, { path: 'users.me', type: 'query' }]]);
  });
});

function createAbort() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

function createListener() {
  const heard: [PortalError, PortalCall][] = [];
  return {
    heard,
    onError: (error: PortalError, call: PortalCall) => void heard.push([error, call]),
  };
}
