import { setTimeout } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { describe, expect } from 'vitest';
import { build } from '../../src/store/sqlite/build.ts';
import { openDatabase } from '../../src/store/sqlite/file/open-database.ts';
import { createFolder } from '../support/create-folder.ts';
import { dumpFile } from '../support/dump-file.ts';
import { holdWriteLock } from '../support/hold-write-lock.ts';
import { test } from '../support/portal-fixture.ts';
import { addAction, changeUser } from '../support/stored-rows.ts';
import { startTestPortal } from '../support/test-portal.ts';
import { addViewer } from '../support/test-viewer.ts';
import { type Answer, transports } from '../support/transports.ts';

const NOW = '2026-03-19T12:00:00Z';
const SECONDS_59 = '2026-03-19T12:00:59Z';
const SECONDS_60 = '2026-03-19T12:01:00Z';
const SECONDS_119 = '2026-03-19T12:01:59Z';
const EARLIER = '2026-03-19T11:00:00Z';
const LATER = '2026-03-19T13:00:00Z';

/** The flush comes once a second. */
const SOON = { timeout: 30_000 };
/** Several of its intervals, and less than it waits for the lock. */
const FLUSHES_MS = 3500;

describe.each(transports)('last_activity_at over %s', (_name, call) => {
  test('shows at once in me, and moves at most once a minute', async ({ portal }) => {
    const viewer = await addViewer(portal, call);
    expect(stored(portal.file)).toBeNull();
    const shown = [];
    for (const now of [NOW, SECONDS_59, SECONDS_60, SECONDS_119, LATER]) {
      portal.now = now;
      shown.push(activityOf(await viewer.me()));
    }
    expect(shown).toEqual([NOW, NOW, SECONDS_60, SECONDS_60, LATER]);
  });

  test('counts the minute from what is stored', async () => {
    await using portal = await startTestPortal({ now: SECONDS_59 });
    const viewer = await addViewer(portal, call);
    changeUser(portal, viewer.id, { last_activity_at: NOW });
    expect(activityOf(await viewer.me())).toBe(NOW);
    portal.now = SECONDS_60;
    expect(activityOf(await viewer.me())).toBe(SECONDS_60);
  });

  test('moves with every kind of request', async ({ portal }) => {
    const viewer = await addViewer(portal, call);
    const owner = await addViewer(portal, call, { username: 'owner', level: 'owner' });
    await viewer.profile('nobody');
    expect(activityOf(await owner.profile('viewer'))).toBe(NOW);
    portal.now = SECONDS_60;
    const { value } = await viewer.update({});
    expect(value).toMatchObject({ user: { last_activity_at: SECONDS_60 } });
    expect(activityOf(await owner.profile('viewer'))).toBe(SECONDS_60);
  });

  test('is that of the user, not of who looks', async ({ portal }) => {
    await portal.addUser('target');
    const owner = await addViewer(portal, call, { username: 'owner', level: 'owner' });
    expect(activityOf(await owner.profile('target'))).toBeNull();
  });

  test('is not moved by a request without a live session or of a restricted account', async ({
    portal,
  }) => {
    const viewer = await addViewer(portal, call);
    const banned = await addViewer(portal, call, { username: 'banned' });
    const owner = await addViewer(portal, call, { username: 'owner', level: 'owner' });
    addAction(portal, banned.id);
    expect(await banned.me()).toHaveProperty('status', 403);
    portal.db.run(build.deleteFrom('sessions').where('user_id', '=', viewer.id));
    expect(await viewer.me()).toHaveProperty('status', 401);
    for (const name of ['banned', 'viewer']) {
      expect(activityOf(await owner.profile(name))).toBeNull();
    }
  });

  test('never goes back when the clock does, not even after a restart', async () => {
    await using folder = await createFolder();
    const env = { PORTAL_DB: folder.file('portal.db') };
    let cookie: string;
    {
      await using portal = await startTestPortal({ env, now: NOW });
      const viewer = await addViewer(portal, call);
      ({ cookie } = viewer);
      await viewer.me();
      portal.now = EARLIER;
      expect(activityOf(await viewer.me())).toBe(NOW);
    }
    await using next = await startTestPortal({ env, now: EARLIER });
    const me = { url: next.url, cookie, operation: 'users.me' } as const;
    expect(activityOf(await call(me))).toBe(NOW);
    next.now = SECONDS_60;
    expect(activityOf(await call(me))).toBe(SECONDS_60);
  });

  test('is stored when the server closes, and read by the next one', async () => {
    await using folder = await createFolder();
    const env = { PORTAL_DB: folder.file('portal.db') };
    let cookie: string;
    {
      await using portal = await startTestPortal({ env, now: NOW });
      const viewer = await addViewer(portal, call);
      ({ cookie } = viewer);
      await viewer.me();
    }
    expect(stored(env.PORTAL_DB)).toBe(NOW);
    await using next = await startTestPortal({ env, now: SECONDS_59 });
    expect(activityOf(await call({ url: next.url, cookie, operation: 'users.me' }))).toBe(NOW);
  });

  test('that another process stored later is not overwritten', async () => {
    await using folder = await createFolder();
    const env = { PORTAL_DB: folder.file('portal.db') };
    {
      await using portal = await startTestPortal({ env, now: NOW });
      const viewer = await addViewer(portal, call);
      await viewer.me();
      changeUser(portal, viewer.id, { last_activity_at: LATER });
      expect(activityOf(await viewer.me())).toBe(LATER);
    }
    expect(stored(env.PORTAL_DB)).toBe(LATER);
  });

  test('costs a GET no commit: it is answered and shown while nobody can write', async ({
    portal,
  }) => {
    const viewer = await addViewer(portal, call, { level: 'owner' });
    using _lock = holdWriteLock(portal);
    for (const ask of [() => viewer.me(), () => viewer.profile('viewer')]) {
      expect(await ask()).toMatchObject({ status: 200, value: { last_activity_at: NOW } });
    }
    expect(stored(portal.file)).toBeNull();
  });

  test('costs no commit at all within the minute', async () => {
    await using folder = await createFolder();
    const file = folder.file('portal.db');
    await (await openDatabase(file, { create: true })).close();
    using observer = observeCommits(file);
    let before: unknown;
    {
      await using portal = await startTestPortal({ env: { PORTAL_DB: file }, now: SECONDS_59 });
      const viewer = await addViewer(portal, call);
      changeUser(portal, viewer.id, { last_activity_at: NOW });
      before = observer.version();
      for (let count = 0; count < 20; count += 1) {
        expect(await viewer.me()).toHaveProperty('status', 200);
        expect(await viewer.profile('viewer')).toHaveProperty('status', 200);
        expect(await viewer.update({})).toHaveProperty('status', 200);
      }
    }
    expect(observer.version()).toBe(before);
  });
});

test('last_activity_at is stored soon, without another request, and nothing else is', async ({
  portal,
}) => {
  const viewers = await Promise.all(
    transports.map(([name, call]) => addViewer(portal, call, { username: name.toLowerCase() })),
  );
  const { users = [], ...others } = dumpFile(portal.file).rows;
  portal.now = SECONDS_60;
  for (const viewer of viewers) await viewer.me();
  const moved = users.map((user) => ({ ...(user as object), last_activity_at: SECONDS_60 }));
  await expect.poll(() => dumpFile(portal.file).rows, SOON).toEqual({ ...others, users: moved });
});

test('last_activity_at is stored once the database can be written again', async ({ portal }) => {
  const [, call] = transports[0] as (typeof transports)[number];
  const viewer = await addViewer(portal, call);
  const lock = holdWriteLock(portal);
  await viewer.me();
  lock[Symbol.dispose]();
  await expect.poll(() => stored(portal.file), SOON).toBe(NOW);
});

test('a stop while another process holds the write lock tries twice at most', async () => {
  const portal = await startTestPortal();
  const [, call] = transports[0] as (typeof transports)[number];
  const viewer = await addViewer(portal, call);
  {
    using _lock = holdWriteLock(portal);
    await viewer.me();
    await setTimeout(FLUSHES_MS);
    await portal[Symbol.asyncDispose]();
  }
  const failures = portal.logs.filter(({ msg }) => msg === 'last activity not stored yet');
  expect(failures).toHaveLength(2);
});

function activityOf({ value }: Answer): string | null {
  return (value as { last_activity_at: string | null }).last_activity_at;
}

/** What the file says of the first user. */
function stored(file: string): unknown {
  const [user] = dumpFile(file).rows['users'] ?? [];
  return (user as { last_activity_at: unknown }).last_activity_at;
}

/** A connection of its own, whose `version` differs after any commit of another. */
function observeCommits(file: string) {
  const sqlite = new Sqlite(file);
  return {
    version: () => sqlite.pragma('data_version', { simple: true }),
    [Symbol.dispose]: () => void sqlite.close(),
  };
}
