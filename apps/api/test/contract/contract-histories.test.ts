import { addSeconds } from '@portal/domain';
import { describe, expect } from 'vitest';
import { build } from '../../src/store/sqlite/build.ts';
import { addSession, historyCases } from '../support/history-cases.ts';
import { test } from '../support/portal-fixture.ts';
import { addAction } from '../support/stored-rows.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';
import { addViewer } from '../support/test-viewer.ts';
import { transports } from '../support/transports.ts';

const A = '2026-01-01T00:00:00Z';
const FAR_AWAY = '2027-01-01T00:00:00Z';

describe.each(transports)('over %s', (_name, call) => {
  describe.each(historyCases)('$name', ({ name, add, shown, addMany, momentOf }) => {
    test('shows the documented fields of each item, in their order and of their types', async () => {
      await using portal = await startTestPortal();
      const target = await portal.addUser('target');
      add(portal, target);
      expect(JSON.stringify(await read(portal, 'target'))).toBe(JSON.stringify(shown(target)));
    });

    test('is empty for a user who has none, while others have some', async ({ portal }) => {
      add(portal, await portal.addUser('somebody'));
      await portal.addUser('target');
      expect(await read(portal, 'target')).toEqual([]);
    });

    test('holds the newest 100 of 105, newest first, in whatever order they came', async ({
      portal,
    }) => {
      const moments = Array.from({ length: 105 }, (_, index) => addSeconds(A, index * 3600));
      const shuffled = moments.map((_, index) => moments[(index * 37) % 105] as string);
      addMany(portal, await portal.addUser('target'), shuffled);
      const items = await read(portal, 'target');
      expect(items.map(momentOf)).toEqual(moments.toReversed().slice(0, 100));
    });

    async function read(portal: TestPortal, username: string) {
      const owner = await addViewer(portal, call, { username: 'owner', level: 'owner' });
      const { value } = await owner.profile(username);
      return (value as Record<string, readonly Record<string, unknown>[]>)[name] ?? [];
    }
  });

  test.for([
    'PLATFORM_WARNING',
    'PLATFORM_TIMEOUT',
    'PLATFORM_BAN',
    'CHAT_BAN',
    'CHAT_MUTE',
    'CHAT_KICK',
  ] as const)('a moderation action may be a %s', async (action_type, { portal }) => {
    const owner = await addViewer(portal, call, { level: 'owner' });
    addAction(portal, await portal.addUser('target'), { action_type });
    const shown = { moderation_actions: [{ action_type }] };
    expect((await owner.profile('target')).value).toMatchObject(shown);
  });

  test.for([
    ['1 Official', 1],
    ['2 Verified', 2],
    ['3 Community', 3],
  ] as const)('a bot_type may be %s', async ([, bot_type], { portal }) => {
    const owner = await addViewer(portal, call, { level: 'owner' });
    historyCases[2]?.addMany(portal, await portal.addUser('target'), [A]);
    portal.db.run(build.updateTable('bots').set({ bot_type }));
    expect((await owner.profile('target')).value).toMatchObject({ bots: [{ bot_type }] });
  });

  test('of two items of one moment, the one that came later is first', async ({ portal }) => {
    const owner = await addViewer(portal, call, { level: 'owner' });
    const target = await portal.addUser('target');
    for (const reason of ['first', 'second']) addAction(portal, target, { reason });
    const shown = { moderation_actions: [{ reason: 'second' }, { reason: 'first' }] };
    expect((await owner.profile('target')).value).toMatchObject(shown);
  });

  test.for([
    {
      what: 'leaves out a session that goes on, up to its last second',
      session: { expires_at: '2026-01-02T00:00:00Z' },
      now: '2026-01-01T23:59:59Z',
      shown: [],
    },
    {
      what: 'has a session that expired, from that second',
      session: { expires_at: '2026-01-02T00:00:00Z' },
      now: '2026-01-02T00:00:00Z',
      shown: [{ created_at: A }],
    },
    {
      what: 'has a session that was ended before it expired',
      session: { expires_at: FAR_AWAY, ended_at: '2026-01-01T12:00:00Z' },
      now: '2026-01-01T12:00:00Z',
      shown: [{ created_at: A }],
    },
    {
      what: 'leaves out a session of just under 30 days',
      session: { expires_at: FAR_AWAY },
      now: '2026-01-30T23:59:59Z',
      shown: [],
    },
    {
      what: 'has a session of 30 days, though it was stored with a later expiry',
      session: { expires_at: FAR_AWAY },
      now: '2026-01-31T00:00:00Z',
      shown: [{ created_at: A }],
    },
    {
      what: 'leaves out a session of just under a day of an Admin',
      level: 'admin',
      session: { expires_at: FAR_AWAY },
      now: '2026-01-01T23:59:59Z',
      shown: [],
    },
    {
      what: 'has a session of a day of an Admin',
      level: 'admin',
      session: { expires_at: FAR_AWAY },
      now: '2026-01-02T00:00:00Z',
      shown: [{ created_at: A }],
    },
  ] as const)('session_history $what', async ({ session, now, shown, ...user }, { portal }) => {
    portal.now = now;
    const owner = await addViewer(portal, call, { level: 'owner' });
    const target = await portal.addUser('target', 'level' in user ? user.level : 'user');
    addSession(portal, target, { created_at: A, ...session });
    const { value } = await owner.profile('target');
    expect((value as { session_history: unknown }).session_history).toMatchObject(shown);
  });
});
