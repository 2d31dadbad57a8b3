import { access } from 'node:fs/promises';
import { type DetailedProfile, HISTORY_LIMIT } from '@portal/domain';
import { openRaw, type RawConnection, toRawRequest } from '@portal/workspace/raw-http';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { toResponse } from '../support/get-raw.ts';
import { addAction } from '../support/stored-rows.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';
import { toAnswer } from '../support/to-answer.ts';

const WRITERS = 16;
const UPDATES_BEFORE_THE_STOP = 5;
/** Half of what a server waits for connections that do not end. */
const STOP_TIMEOUT = { timeout: 5000 };

test('a stop under load answers what was received and loses nothing that was acknowledged', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await using portal = await startStoppable(file);
  const writers = await Promise.all(
    Array.from({ length: WRITERS }, (_, index) => startWriter(portal, `writer-${index}`)),
  );
  await Promise.all(writers.map(({ warm }) => warm));
  await portal.stop();
  const acknowledged = await Promise.all(writers.map(({ done }) => done));
  const answered = portal.logs.filter(({ operation }) => operation === 'users.updateMe');
  expect(answered.map(({ status }) => status)).toEqual(
    acknowledged.flatMap((names) => names.map(() => 200)),
  );
  expect(readUsernames(file)).toEqual(acknowledged.map((names) => names.at(-1)).sort());
});

test('an update under way is stored and answered, and its connection is told to close', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await using portal = await startStoppable(file);
  await portal.addUser('viewer');
  using connection = openRaw(portal.url);
  await beginUpdate(connection, await portal.signIn('viewer'), '{"username":"renamed"}');
  const stopped = portal.stop();
  connection.write('{"username":"renamed"}');
  const answer = await connection.read();
  expect(answer?.status).toBe(200);
  expect(answer?.headers.get('connection')).toBe('close');
  expect(await connection.read()).toBeUndefined();
  await stopped;
  expect(readUsernames(file)).toEqual(['renamed']);
});

// Busy clients ask again at once: a request that the server has not read yet looks like an idle connection.
test('a request on its way when the stop comes is answered, and its connection told to close', async () => {
  await using portal = await startStoppable();
  using connection = openRaw(portal.url);
  const request = toRawRequest('GET /healthz HTTP/1.1', ['Host: portal.example']);
  connection.write(request);
  expect((await connection.read())?.headers.get('connection')).toBe('keep-alive');
  const stopped = portal.stop();
  connection.write(request);
  const answer = await connection.read();
  expect(answer?.status).toBe(200);
  expect(answer?.headers.get('connection')).toBe('close');
  await stopped;
});

test('an answer that its client is slow to read is sent to its end', STOP_TIMEOUT, async () => {
  await using portal = await startStoppable();
  await portal.addUser('owner', 'owner');
  const cookie = await portal.signIn('owner');
  const target = await portal.addUser('target');
  const action = { action_type: 'PLATFORM_WARNING', reason: 'x'.repeat(160_000) } as const;
  for (let count = 0; count < HISTORY_LIMIT; count += 1) addAction(portal, target, action);
  using connection = openRaw(portal.url);
  const headers = ['Host: portal.example', `Cookie: ${cookie}`];
  connection.write(toRawRequest('GET /v1/users/profile/target HTTP/1.1', headers));
  const answered = () => portal.logs.filter(({ operation }) => operation === 'users.profile');
  await expect.poll(answered).toMatchObject([{ status: 200 }]);
  const stopped = portal.stop();
  await fetch(portal.url).catch(() => undefined);
  const answer = await connection.read();
  const { moderation_actions } = JSON.parse(answer?.body ?? '') as DetailedProfile;
  expect(moderation_actions).toHaveLength(HISTORY_LIMIT);
  expect(await connection.read()).toBeUndefined();
  await stopped;
});

test('while draining it is alive, not ready, and takes no new connection', async () => {
  await using portal = await startStoppable();
  using asking = openRaw(portal.url);
  using living = openRaw(portal.url);
  const start = 'GET /readyz HTTP/1.1\r\n';
  asking.write(start);
  living.write(start.replace('readyz', 'healthz'));
  await fetch(`${portal.url}/healthz`, { headers: { connection: 'close' } });
  const stopped = portal.stop();
  await expect(fetch(`${portal.url}/healthz`)).rejects.toThrow('fetch failed');
  asking.write('Host: portal.example\r\n\r\n');
  living.write('Host: portal.example\r\nExpect: anything\r\n\r\n');
  const [notReady, alive] = [await asking.read(), await living.read()];
  if (notReady === undefined) throw new Error('no answer while draining');
  expectRefusal(portal, await toAnswer(toResponse(notReady)), {
    status: 503,
    error: 'Service unavailable',
  });
  expect(alive).toMatchObject({ status: 200, body: '{"status":"ok"}' });
  for (const answer of [notReady, alive]) expect(answer?.headers.get('connection')).toBe('close');
  await stopped;
});

// Each of these once kept the server from stopping, for ten seconds or for ever.
test.for([
  ['has sent nothing', ''],
  ['is idle', toRawRequest('GET /healthz HTTP/1.1', ['Host: portal.example'])],
  ['was refused', 'GARBAGE\r\n\r\n'],
  ['wanted a tunnel', toRawRequest('CONNECT a.example:1 HTTP/1.1', ['Host: portal.example'])],
] as const)(
  'a connection that %s and stays open does not hold up a stop',
  STOP_TIMEOUT,
  async ([, text]) => {
    await using portal = await startStoppable();
    using connection = openRaw(portal.url, { halfOpen: true });
    connection.write(text);
    if (text !== '') await connection.read();
    await fetch(`${portal.url}/healthz`, { headers: { connection: 'close' } });
    await portal.stop();
    await expect(fetch(portal.url)).rejects.toThrow('fetch failed');
  },
);

test('a stop stores the last activity that was only remembered', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await using portal = await startStoppable(file);
  await portal.addUser('viewer');
  const cookie = await portal.signIn('viewer');
  await fetch(`${portal.url}/v1/users/me`, { headers: { cookie } });
  await portal.stop();
  expect(readAll(file, 'select last_activity_at from users')).toEqual([
    { last_activity_at: portal.now },
  ]);
});

test('a stop leaves one whole file, and the next start serves it', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await using first = await startStoppable(file);
  await first.addUser('viewer');
  const cookie = await first.signIn('viewer');
  await first.stop();
  await expect(access(`${file}-wal`)).rejects.toThrow('ENOENT');
  await using second = await startStoppable(file);
  const response = await fetch(`${second.url}/v1/users/me`, { headers: { cookie } });
  expect(await response.json()).toMatchObject({ username: 'viewer' });
});

interface StoppablePortal extends TestPortal {
  /** What SIGTERM does; the end of the test does it too. */
  stop(): Promise<void>;
}

/** A portal on a file that outlives it, so that what a stop leaves behind can be read. */
async function startStoppable(file?: string): Promise<StoppablePortal> {
  const portal = await startTestPortal(file === undefined ? {} : { env: { PORTAL_DB: file } });
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    stopped ??= Promise.resolve(portal[Symbol.asyncDispose]());
    await stopped;
  };
  return { ...portal, stop, [Symbol.asyncDispose]: stop };
}

interface Writer {
  /** Resolves after the first few updates. */
  readonly warm: Promise<void>;
  /** The names that were acknowledged, once the server ends the connection. */
  readonly done: Promise<readonly string[]>;
}

/** Renames a user of its own over and over, on one connection, for as long as the server lets it. */
async function startWriter(portal: TestPortal, username: string): Promise<Writer> {
  await portal.addUser(username);
  const cookie = await portal.signIn(username);
  const connection = openRaw(portal.url);
  const names = [username];
  const rename = async () => {
    const name = `${username}.${names.length}`;
    connection.write(toUpdate(cookie, JSON.stringify({ username: name })));
    const answer = await connection.read();
    if (answer?.status === 200) names.push(name);
    return answer !== undefined;
  };
  const warm = (async () => {
    for (let count = 0; count < UPDATES_BEFORE_THE_STOP; count += 1) await rename();
  })();
  const done = warm.then(async () => {
    while (await rename());
    connection[Symbol.dispose]();
    return names.slice(1);
  });
  return { warm, done };
}

function toUpdate(cookie: string, body: string, headers: readonly string[] = []): string {
  return toRawRequest(
    'POST /v1/users/me/update HTTP/1.1',
    [
      'Host: portal.example',
      `Cookie: ${cookie}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      ...headers,
    ],
    body,
  );
}

/** Sends all but the body, and waits until the server asks for it. */
async function beginUpdate(connection: RawConnection, cookie: string, body: string): Promise<void> {
  connection.write(toUpdate(cookie, body, ['Expect: 100-continue']).slice(0, -body.length));
  expect(await connection.read()).toMatchObject({ status: 100 });
}

function readUsernames(file: string): readonly unknown[] {
  return readAll(file, 'select username from users')
    .map((row) => row['username'])
    .sort();
}

function readAll(file: string, query: string): readonly Record<string, unknown>[] {
  const sqlite = new Sqlite(file, { readonly: true });
  const rows = sqlite.prepare<[], Record<string, unknown>>(query).all();
  sqlite.close();
  return rows;
}
