import { OVER_LIMIT_SLOTS } from '@portal/server/node';
import { openRaw, type RawConnection, sendRaw, toRawRequest } from '@portal/workspace/raw-http';
import { expect, test } from 'vitest';
import { expectRefusal } from '../support/expect-refusal.ts';
import { toResponse } from '../support/get-raw.ts';
import { openSockets } from '../support/open-sockets.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';
import { toAnswer } from '../support/to-answer.ts';

const FULL = { status: 503, error: 'Service unavailable' };
const HEALTH = toRawRequest('GET /healthz HTTP/1.1', ['Host: portal.example']);

test('a connection too many is told so in the body of every error, and ended', async () => {
  await using portal = await startTestPortal({ env: { MAX_CONNECTIONS: '2' } });
  using first = openRaw(portal.url);
  using second = openRaw(portal.url);
  for (const connection of [first, second]) expect(await ask(connection)).toBe(200);
  const update = ['Host: portal.example', 'Content-Length: 2', 'Content-Type: application/json'];
  for (const request of [
    HEALTH,
    toRawRequest('POST /trpc/users.updateMe HTTP/1.1', update, '{}'),
  ]) {
    const answers = await sendRaw(portal.url, request + HEALTH);
    expect(answers).toMatchObject([{ status: 503 }]);
    expect(answers[0]?.headers.get('connection')).toBe('close');
    expectRefusal(portal, await toAnswer(toResponse(answers[0])), FULL);
  }
  for (const connection of [first, second]) expect(await ask(connection)).toBe(200);
});

test('a connection that ended makes room for another, and that one too', async () => {
  await using portal = await startTestPortal({ env: { MAX_CONNECTIONS: '1' } });
  using connection = openRaw(portal.url);
  expect(await ask(connection)).toBe(200);
  expect(await askOnce(portal)).toBe(503);
  connection[Symbol.dispose]();
  for (let turn = 0; turn < 3; turn += 1) await expect.poll(() => askOnce(portal)).toBe(200);
});

test('more than can be told so are closed without an answer', async () => {
  await using portal = await startTestPortal({ env: { MAX_CONNECTIONS: '1' } });
  using served = openRaw(portal.url);
  expect(await ask(served)).toBe(200);
  await using overLimit = await openSockets(portal.url, OVER_LIMIT_SLOTS + 20);
  await overLimit.ended;
  expect(overLimit.received).toBe(0);
  expect(await ask(served)).toBe(200);
});

test('a client address has its own share of connections, and no more', async () => {
  await using portal = await startTestPortal({ env: { MAX_CONNECTIONS_PER_ADDRESS: '2' } });
  using first = openRaw(portal.url);
  using second = openRaw(portal.url);
  for (const connection of [first, second]) expect(await ask(connection)).toBe(200);
  expect(await askOnce(portal)).toBe(503);
  using other = openRaw(portal.url, { from: '127.0.0.2' });
  expect(await ask(other)).toBe(200);
});

test.each([
  ['a trusted proxy', { MAX_CONNECTIONS_PER_ADDRESS: '1', TRUSTED_PROXIES: '127.0.0.1' }],
  ['anybody where the limit is 0', { MAX_CONNECTIONS_PER_ADDRESS: '0' }],
])('%s may open as many as the server has', async (_who, env) => {
  await using portal = await startTestPortal({ env: { ...env, MAX_CONNECTIONS: '3' } });
  using first = openRaw(portal.url);
  using second = openRaw(portal.url);
  using third = openRaw(portal.url);
  for (const connection of [first, second, third]) expect(await ask(connection)).toBe(200);
  expect(await askOnce(portal)).toBe(503);
});

test('a connection ends after as many requests as it may carry; more are not heard', async () => {
  await using portal = await startTestPortal({ env: { MAX_REQUESTS_PER_CONNECTION: '3' } });
  const answers = await sendRaw(portal.url, HEALTH.repeat(5));
  const told = answers.map(({ status, headers }) => [status, headers.get('connection')]);
  expect(told).toEqual([
    [200, 'keep-alive'],
    [200, 'keep-alive'],
    [200, 'close'],
  ]);
  expect(portal.logs.filter(({ path }) => path === '/healthz')).toHaveLength(3);
});

test('0 is no limit to the requests of a connection', async () => {
  await using portal = await startTestPortal({ env: { MAX_REQUESTS_PER_CONNECTION: '0' } });
  using connection = openRaw(portal.url);
  for (let turn = 0; turn < 5; turn += 1) expect(await ask(connection)).toBe(200);
});

async function ask(connection: RawConnection): Promise<number | undefined> {
  connection.write(HEALTH);
  return (await connection.read())?.status;
}

async function askOnce({ url }: TestPortal): Promise<number | undefined> {
  using connection = openRaw(url);
  return await ask(connection);
}
