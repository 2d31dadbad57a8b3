import {
  createPortalClient,
  isDetailedProfile,
  isPortalError,
  type PortalClient,
  type PortalClientOptions,
  type PortalError,
} from '@portal/client';
import { type Example, errorRegistry, examples, type Refusal } from '@portal/contract';
import { createMock } from '@portal/mocks';
import type { ServerProcess } from '@portal/workspace/server-process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listenWithMsw } from './conformance-msw-target.ts';
import { startMockProcess } from './run-mock.ts';

type Fetch = NonNullable<PortalClientOptions['fetch']>;
interface Place extends AsyncDisposable {
  readonly url: string;
  readonly fetch: Fetch;
}

const places: readonly (readonly [name: string, open: () => Promise<Place>])[] = [
  ['over a socket', openSocket],
  ['as a fetch function', openFunction],
  ['behind MSW', openMsw],
];

describe.each(places)('the mock %s, asked by the client', (_name, open) => {
  test('keeps what an update stores, and tells by name what it does not', async () => {
    await using place = await open();
    const portal = createClient(place);
    expect(await portal.users.me.query()).toMatchObject({ id: 42, username: 'exampleuser' });
    const wanted = { username: 'ab', avatar_source: 'discord_3' };
    const { user, errors } = await portal.users.updateMe.mutate(wanted);
    expect(errors).toEqual({ username: 'username must be at least 3 characters' });
    expect(user).toMatchObject({ username: 'exampleuser', avatar_source: 'discord_3' });
    expect(await portal.users.me.query()).toEqual(user);
  });

  test('shows a profile in detail or not', async () => {
    await using place = await open();
    const ask = (viewer: string) =>
      createClient(place, { 'mock-viewer': viewer }).users.profile.query({
        username: 'exampleuser',
      });
    expect(isDetailedProfile(await ask('user'))).toBe(false);
    const detail = await ask('owner');
    if (!isDetailedProfile(detail)) return expect.unreachable('an Owner sees the detail');
    expect(detail.linked_platforms.length).toBeGreaterThan(0);
  });

  test('answers 25 calls of one tick, each for itself', async () => {
    await using place = await open();
    const portal = createClient(place);
    const names = Array.from({ length: 25 }, (_, at) => (at % 5 === 4 ? 'nobody' : 'exampleuser'));
    const answers = await Promise.all(
      names.map((username) =>
        portal.users.profile.query({ username }).then(
          (profile) => profile.username,
          (error) => isPortalError(error) && error.sentence,
        ),
      ),
    );
    expect(answers).toEqual(names.map((name) => (name === 'nobody' ? 'User not found' : name)));
  });

  test.each(listRefusals())('refuses with the example %s of %s', async (name, id, error) => {
    await using place = await open();
    const portal = createClient(place, { 'mock-example': `${id}=${name}` });
    const failure = await failureOf(callOperation(portal, id));
    const { status, sentence } = errorRegistry[error.code];
    expect(failure).toMatchObject({ kind: 'refused', status, sentence, message: sentence });
    const { code: _code, retry_after = null, ...context } = { ...error } as Context;
    expect(failure.data).toMatchObject(context);
    expect(failure.retry_after).toBe(retry_after);
    expect(failure.correlation_id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([
    ['reset', 'network'],
    ['truncate', 'network'],
    ['malformed', 'unexpected'],
    ['timeout', 'timeout'],
  ])('fails as a broken network does: %s', async (fault, kind) => {
    await using place = await open();
    const portal = createClient(place, { 'mock-fault': fault });
    expect((await failureOf(portal.users.me.query())).kind).toBe(kind);
  });
});

// A process of its own: @hono/node-server replaces the global Response, and MSW then cannot make a failed one.
let server: ServerProcess;
beforeAll(async () => {
  server = await startMockProcess(['--mode', 'live']);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

function createClient({ url, fetch }: Place, controls: Record<string, string> = {}): PortalClient {
  const timeout = controls['mock-fault'] === 'timeout' ? 200 : 10_000;
  return createPortalClient({
    url,
    session: 'any',
    retries: 0,
    timeout,
    fetch: (to, init) => fetch(to, { ...init, headers: { ...init.headers, ...controls } }),
  });
}

type Id = keyof typeof examples;
/** What a refusal tells besides its code. */
type Context = Refusal & { retry_after?: number };

function listRefusals(): (readonly [name: string, id: Id, refusal: Refusal])[] {
  return Object.entries<Readonly<Record<string, Example>>>(examples).flatMap(([id, named]) =>
    Object.entries(named).flatMap(([name, { outcome }]) =>
      outcome.ok ? [] : [[name, id as Id, outcome.error] as const],
    ),
  );
}

function callOperation({ users }: PortalClient, id: Id): Promise<unknown> {
  switch (id) {
    case 'users.me':
      return users.me.query();
    case 'users.updateMe':
      return users.updateMe.mutate({ username: 'newname' });
    case 'users.profile':
      return users.profile.query({ username: 'exampleuser' });
    default:
      return id satisfies never;
  }
}

async function failureOf(call: Promise<unknown>): Promise<PortalError> {
  const error: unknown = await call.then(
    () => new Error('the call succeeded'),
    (reason) => reason,
  );
  if (isPortalError(error)) return error;
  throw error;
}

async function openSocket(): Promise<Place> {
  await fetch(`${server.url}/__mock/reset`, { method: 'POST' });
  return { url: server.url, fetch, [Symbol.asyncDispose]: async () => {} };
}

async function openFunction(): Promise<Place> {
  const mock = createMock({ mode: 'live' });
  return {
    url: 'http://portal.test',
    fetch: (url, init) => mock.fetch(new Request(url, init)),
    [Symbol.asyncDispose]: async () => {},
  };
}

async function openMsw(): Promise<Place> {
  const listening = await listenWithMsw('live');
  return {
    url: 'http://portal.test',
    fetch: (url, init) => globalThis.fetch(url, init),
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
}
