import { openRaw, toRawRequest } from '@portal/workspace/raw-http';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { expectRefusal } from '../support/expect-refusal.ts';
import { toResponse } from '../support/get-raw.ts';
import { holdWriteLock } from '../support/hold-write-lock.ts';
import { addLink } from '../support/stored-rows.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';
import { addViewer, type TestViewer } from '../support/test-viewer.ts';
import { toAnswer } from '../support/to-answer.ts';
import { type Answer, callRest, transports } from '../support/transports.ts';

const BUG = { status: 500, error: 'Internal server error' };
const UNAVAILABLE = { status: 503, error: 'Service unavailable' };

const SOON = { timeout: 30_000 };

describe.each(transports)('over %s', (_name, call) => {
  const requests = {
    me: (viewer: TestViewer) => viewer.me(),
    update: (viewer: TestViewer) => viewer.update({ username: 'newname' }),
    profile: (viewer: TestViewer) => viewer.profile('viewer'),
  };

  test.for(Object.entries(requests))(
    '500 Internal server error for a bug in %s, whose cause is in the log alone',
    async ([, request]) => {
      await using portal = await startTestPortal();
      const viewer = await addViewer(portal, call);
      portal.db.run(sql`drop table linked_platforms`);
      const answer = await request(viewer);
      expectRefusal(portal, answer, BUG);
      expectReported(portal, answer, 'no such table: linked_platforms');
    },
  );

  test('500 Internal server error for a bug while the session is judged', async () => {
    await using portal = await startTestPortal();
    const viewer = await addViewer(portal, call);
    portal.db.run(sql`drop table sessions`);
    const answer = await viewer.me();
    expectRefusal(portal, answer, BUG);
    expectReported(portal, answer, 'no such table: sessions');
  });

  test.for(['me', 'update'] as const)(
    '500 Internal server error for a stored value the contract has not, at %s, which is not told',
    async (name) => {
      await using portal = await startTestPortal();
      const viewer = await addViewer(portal, call);
      addLink(portal, viewer.id, { platform: 'telegram' });
      portal.db.run(sql`update linked_platforms set platform = 'secret-platform'`);
      expectRefusal(portal, await requests[name](viewer), BUG);
    },
  );

  test('503 Service unavailable for a database that takes no writes, and reads go on', async () => {
    await using portal = await startTestPortal();
    const viewer = await addViewer(portal, call);
    portal.db.run(sql`pragma query_only = on`);
    expectRefusal(portal, await viewer.update({ username: 'newname' }), UNAVAILABLE);
    expect(await viewer.me()).toMatchObject({ status: 200, value: { username: 'viewer' } });
    portal.db.run(sql`pragma query_only = off`);
    expect(await viewer.update({ username: 'newname' })).toHaveProperty('status', 200);
  });

  test('503 Service unavailable for a full database, and reads go on', async () => {
    await using portal = await startTestPortal();
    const viewer = await addViewer(portal, call);
    fillDatabase(portal);
    expectRefusal(portal, await viewer.update({ username: 'newname' }), UNAVAILABLE);
    expect(await viewer.me()).toMatchObject({ status: 200, value: { username: 'viewer' } });
    const told = portal.logs.filter(({ msg }) => msg === 'database unavailable');
    expect(told).toMatchObject([{ level: 40, err: { code: 'SQLITE_FULL' } }]);
  });
});

test('503 Service unavailable for a database that stays busy, and reads go on meanwhile', async () => {
  await using portal = await startTestPortal();
  const viewers = await addViewers(portal);
  const order: string[] = [];
  {
    using _lock = holdWriteLock(portal);
    const updates = viewers.map(async (viewer) => {
      expectRefusal(portal, await viewer.update({ avatar_source: 'discord_1' }), UNAVAILABLE);
      order.push('update');
    });
    for (const viewer of viewers) {
      expect(await viewer.me()).toMatchObject({ status: 200, value: { avatar_source: null } });
      expect(await viewer.profile('rest')).toHaveProperty('status', 200);
      order.push('reads');
    }
    await Promise.all(updates);
  }
  expect(order).toEqual(['reads', 'reads', 'update', 'update']);
  for (const viewer of viewers) {
    const stored = { status: 200, value: { user: { avatar_source: 'discord_2' } } };
    expect(await viewer.update({ avatar_source: 'discord_2' })).toMatchObject(stored);
  }
});

test('a write that finds the database busy waits its turn, and is no error', async () => {
  await using portal = await startTestPortal();
  const viewers = await addViewers(portal);
  const lock = holdWriteLock(portal);
  const updates = viewers.map((viewer) => viewer.update({ avatar_source: 'discord_1' }));
  await Promise.all(viewers.map((viewer) => viewer.me()));
  lock[Symbol.dispose]();
  for (const answer of await Promise.all(updates)) expect(answer).toHaveProperty('status', 200);
});

test('503 Service unavailable for a server that is draining', async () => {
  const portal = await startTestPortal();
  using connection = openRaw(portal.url);
  const first = toRawRequest('GET /healthz HTTP/1.1', ['Host: portal']);
  connection.write(`${first}GET /readyz HTTP/1.1\r\n`);
  expect(await connection.read()).toHaveProperty('status', 200);
  const closed = portal[Symbol.asyncDispose]();
  connection.write('Host: portal\r\n\r\n');
  const answer = await toAnswer(toResponse(await connection.read()));
  await closed;
  expectRefusal(portal, answer, UNAVAILABLE);
});

describe('below the router', () => {
  test.for([
    ['no request line', 'nonsense', 400, 'Invalid request'],
    ['a header without a colon', 'GET / HTTP/1.1\r\nnonsense', 400, 'Invalid request'],
    ['headers over 16 KiB', `GET / HTTP/1.1\r\nX: ${'x'.repeat(17_000)}`, 431, 'Request too large'],
  ] as const)('%s: the body is that of every error', async ([, head, status, error]) => {
    await using portal = await startTestPortal();
    using connection = openRaw(portal.url);
    connection.write(`${head}\r\n\r\n`);
    const answer = await toAnswer(toResponse(await connection.read()));
    expectRefusal(portal, answer, { status, error });
  });

  test('a client that leaves in the middle of its body is no bug', async () => {
    await using portal = await startTestPortal();
    const { cookie } = await addViewer(portal, callRest);
    const type = 'Content-Type: application/json';
    const headers = ['Host: portal', `Cookie: ${cookie}`, type, 'Content-Length: 100'];
    {
      using connection = openRaw(portal.url);
      connection.write(toRawRequest('POST /v1/users/me/update HTTP/1.1', headers, '{"user'));
      await fetch(`${portal.url}/healthz`);
    }
    const answered = () => portal.logs.filter(({ path }) => path === '/v1/users/me/update');
    await expect.poll(answered, SOON).toMatchObject([{ status: 400 }]);
    expect(portal.logs.filter(({ msg }) => msg === 'bug')).toEqual([]);
  });
});

/** One viewer of each transport, named after it. */
function addViewers(portal: TestPortal): Promise<readonly TestViewer[]> {
  return Promise.all(
    transports.map(([name, call]) => addViewer(portal, call, { username: name.toLowerCase() })),
  );
}

/** The log says what went wrong under the id the client was given, once. */
function expectReported({ logs }: TestPortal, { correlation_id }: Answer, message: string): void {
  const bugs = logs.filter((line) => line['msg'] === 'bug');
  expect(bugs).toMatchObject([{ correlation_id, err: { message } }]);
}

/** From here on, any change of a user needs pages that the database may not have. */
function fillDatabase({ db }: TestPortal): void {
  db.run(sql`create table ballast (content blob)`);
  db.run(sql`create trigger fill after update on users
    begin insert into ballast values (zeroblob(1000000)); end`);
  const { page_count } = db.one(sql<{ page_count: number }>`pragma page_count`);
  db.all(sql`pragma max_page_count = ${sql.lit(page_count)}`);
}
