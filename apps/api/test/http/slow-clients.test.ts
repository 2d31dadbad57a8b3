import { type DetailedProfile, HISTORY_LIMIT } from '@portal/domain';
import { openRaw, toRawRequest } from '@portal/workspace/raw-http';
import { expect, test } from 'vitest';
import { build } from '../../src/store/sqlite/build.ts';
import { startMarkedPortal } from '../support/hostile-portal.ts';
import { type OpenSockets, openSockets, type SocketHabits } from '../support/open-sockets.ts';
import { addAction } from '../support/stored-rows.ts';
import type { TestPortal } from '../support/test-portal.ts';

const QUICK = {
  HEADERS_TIMEOUT: '2',
  REQUEST_TIMEOUT: '3',
  KEEP_ALIVE_TIMEOUT: '1',
  ANSWER_TIMEOUT: '1',
  MAX_CONNECTIONS_PER_ADDRESS: '0',
};
const HOST = 'Host: portal.example';
const JSON_TYPE = 'Content-Type: application/json';
/** More than the system keeps for a connection whose other end does not read. */
const LARGE = 60_000;
const UNREAD = 5;

/** How many sockets do what; together with those that read nothing they are 300. */
const slow: readonly (readonly [number, SocketHabits])[] = [
  [50, {}],
  [45, { sends: toRawRequest('GET /healthz HTTP/1.1', [HOST]) }],
  [100, { sends: 'GET /v1/users/me HTTP/1.1\r\n', trickles: 'X: slow\r\n' }],
  [
    100,
    {
      sends: toRawRequest('POST /v1/users/me/update HTTP/1.1', [
        ...[HOST, JSON_TYPE, 'Content-Length: 16000'],
      ]),
      trickles: ' ',
    },
  ],
];

test('300 slow clients keep nobody waiting, and are ended by the server', async () => {
  await using portal = await startMarkedPortal({ env: QUICK });
  const { url, cookie } = portal;
  await using sockets = await openAll(url);
  await addLargeProfile(portal);
  const owner = await portal.signIn('owner');
  using unread = openUnread(url, owner);
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  const ended = Promise.all([sockets.ended, expectCut(portal, UNREAD)]);
  ended.then(end, end);
  const statuses: number[] = [];
  while (!isOver) {
    const headers = { cookie, connection: 'close' };
    statuses.push((await fetch(`${url}/v1/users/me`, { headers })).status);
  }
  await ended;
  expect(new Set(statuses)).toEqual(new Set([200]));
  for (const connection of unread.all) await expect(connection.read()).resolves.toBeUndefined();
});

test('a client that reads its answer is not cut, and goes on to ask', async () => {
  await using portal = await startMarkedPortal();
  await addLargeProfile(portal);
  using connection = openRaw(portal.url);
  const headers = [HOST, `Cookie: ${await portal.signIn('owner')}`];
  for (let turn = 0; turn < 2; turn += 1) {
    connection.write(toRawRequest('GET /v1/users/profile/exampleuser HTTP/1.1', headers));
    const { moderation_actions } = JSON.parse(
      (await connection.read())?.body ?? '',
    ) as DetailedProfile;
    expect(moderation_actions).toHaveLength(HISTORY_LIMIT);
  }
});

test('a client that reads a little of its answer all the time is cut', async () => {
  await using portal = await startMarkedPortal({ env: QUICK });
  await addLargeProfile(portal);
  const headers = [HOST, `Cookie: ${await portal.signIn('owner')}`];
  const sends = toRawRequest('GET /v1/users/profile/exampleuser HTTP/1.1', headers);
  await using sockets = await openSockets(portal.url, 1, { sends, reads: 1000 });
  await expectCut(portal, 1);
  expect(sockets.received).toBeGreaterThan(0);
  expect(sockets.received).toBeLessThan(LARGE * HISTORY_LIMIT);
});

async function openAll(url: string): Promise<OpenSockets> {
  const groups = await Promise.all(slow.map(([count, habits]) => openSockets(url, count, habits)));
  return {
    ended: Promise.all(groups.map(({ ended }) => ended)),
    received: 0,
    async [Symbol.asyncDispose]() {
      for (const group of groups) await group[Symbol.asyncDispose]();
    },
  };
}

/** An answer of some 6 MB, for whoever signs in as `owner`. */
async function addLargeProfile(portal: TestPortal): Promise<void> {
  await portal.addUser('owner', 'owner');
  const target = portal.db.one(
    build.selectFrom('users').select('id').where('username', '=', 'exampleuser'),
  );
  const action = { action_type: 'PLATFORM_WARNING', reason: 'x'.repeat(LARGE) } as const;
  for (let count = 0; count < HISTORY_LIMIT; count += 1) addAction(portal, target.id, action);
}

/** Connections that ask for much and read none of it. */
function openUnread(url: string, cookie: string) {
  const headers = [HOST, `Cookie: ${cookie}`];
  const all = Array.from({ length: UNREAD }, () => openRaw(url));
  for (const connection of all) {
    connection.write(toRawRequest('GET /v1/users/profile/exampleuser HTTP/1.1', headers));
  }
  return {
    all,
    [Symbol.dispose]() {
      for (const connection of all) connection[Symbol.dispose]();
    },
  };
}

async function expectCut({ logs }: TestPortal, count: number): Promise<void> {
  const countCut = () => logs.filter(({ cause }) => cause === 'ANSWER_TIMEOUT').length;
  await expect.poll(countCut, { timeout: 30_000 }).toBe(count);
}
