import { describe, expect } from 'vitest';
import { build } from '../../src/store/sqlite/build.ts';
import { test } from '../support/portal-fixture.ts';
import { addAction, addLink, changeUser } from '../support/stored-rows.ts';
import type { TestPortal } from '../support/test-portal.ts';
import { addViewer } from '../support/test-viewer.ts';
import { transports } from '../support/transports.ts';

const PUBLIC = ['id', 'username', 'avatar_url', 'subscription_tier'];
const PRIVATE = [
  'state',
  'permission_level',
  'subscription_expires_at',
  'subscription_granted_by',
  'last_activity_at',
  'permission_since',
  'avatar_source',
  'linked_platforms',
];
const HISTORIES = [
  'moderation_actions',
  'chats',
  'bots',
  'subscription_history',
  'permission_history',
  'session_history',
] as const;
const DETAIL = [...PUBLIC, ...PRIVATE, ...HISTORIES];

describe.each(transports)('who sees what over %s', (_name, call) => {
  test.for([
    ['equal: a User sees a User', 'user', 'user'],
    ['equal: a Moderator sees a Moderator', 'moderator', 'moderator'],
    ['equal: an Admin sees an Admin', 'admin', 'admin'],
    ['lower: a User sees a Moderator', 'user', 'moderator'],
    ['lower: a User sees an Owner', 'user', 'owner'],
    ['lower: a Moderator sees an Admin', 'moderator', 'admin'],
    ['lower: a Moderator sees an Owner', 'moderator', 'owner'],
    ['lower: an Admin sees an Owner', 'admin', 'owner'],
  ] as const)('%s as public, and nothing else', async ([, level, targetLevel], { portal }) => {
    const viewer = await addViewer(portal, call, { level });
    await addTarget(portal, await portal.addUser('target', targetLevel));
    expect(Object.keys(await seen(viewer.profile('target')))).toEqual(PUBLIC);
  });

  test.for(['user', 'moderator', 'admin'] as const)(
    'oneself below Owner: a %s sees the public profile',
    async (level, { portal }) => {
      const viewer = await addViewer(portal, call, { level });
      await addTarget(portal, viewer.id);
      expect(Object.keys(await seen(viewer.profile('viewer')))).toEqual(PUBLIC);
    },
  );

  test('a Moderator who can act sees the detail with all six histories empty', async ({
    portal,
  }) => {
    const viewer = await addViewer(portal, call, { level: 'moderator' });
    await addTarget(portal, await portal.addUser('target'));
    const profile = await seen(viewer.profile('target'));
    expect(Object.keys(profile)).toEqual(DETAIL);
    expect(HISTORIES.map((name) => profile[name])).toEqual([[], [], [], [], [], []]);
  });

  test.for(['user', 'moderator'] as const)(
    'an Admin sees the detail of a %s with histories, and session_history empty',
    async (level, { portal }) => {
      const viewer = await addViewer(portal, call, { level: 'admin' });
      await addTarget(portal, await portal.addUser('target', level));
      const profile = await seen(viewer.profile('target'));
      expect(Object.keys(profile)).toEqual(DETAIL);
      expect(lengths(profile)).toEqual([1, 1, 1, 1, 1, 0]);
    },
  );

  test.for(['user', 'moderator', 'admin', 'owner'] as const)(
    'an Owner sees the detail of a %s with everything',
    async (level, { portal }) => {
      const viewer = await addViewer(portal, call, { level: 'owner' });
      await addTarget(portal, await portal.addUser('target', level));
      const profile = await seen(viewer.profile('target'));
      expect(Object.keys(profile)).toEqual(DETAIL);
      expect(lengths(profile)).toEqual([1, 1, 1, 1, 1, 1]);
    },
  );

  test('an Owner sees the detail of oneself with everything', async ({ portal }) => {
    const viewer = await addViewer(portal, call, { level: 'owner' });
    await addTarget(portal, viewer.id);
    const profile = await seen(viewer.profile('viewer'));
    expect(Object.keys(profile)).toEqual(DETAIL);
    expect(lengths(profile)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('a viewer is judged by the level held now, not the one held at login', async ({
    portal,
  }) => {
    const viewer = await addViewer(portal, call);
    await portal.addUser('target');
    expect(Object.keys(await seen(viewer.profile('target')))).toEqual(PUBLIC);
    changeUser(portal, viewer.id, { permission_level: 1 });
    expect(Object.keys(await seen(viewer.profile('target')))).toEqual(DETAIL);
    changeUser(portal, viewer.id, { permission_level: 0 });
    expect(Object.keys(await seen(viewer.profile('target')))).toEqual(PUBLIC);
  });

  test('the detail tells the private fields as they are stored', async ({ portal }) => {
    const viewer = await addViewer(portal, call, { level: 'moderator' });
    const id = await portal.addUser('target');
    const fields = {
      subscription_tier: 2,
      subscription_expires_at: '2026-04-01T00:00:00Z',
      subscription_granted_by: viewer.id,
      last_activity_at: '2026-03-18T09:10:11Z',
      permission_since: '2026-01-02T03:04:05Z',
      avatar_source: 'telegram',
    } as const;
    changeUser(portal, id, fields);
    const late = {
      platform: 'discord',
      platform_user_id: '1185865881356615713',
      platform_username: 'late',
      platform_avatar_url: null,
      linked_at: '2026-02-02T00:00:00Z',
      last_authenticated_at: null,
    } as const;
    const early = {
      platform: 'telegram',
      platform_user_id: '700000042',
      platform_username: 'early',
      platform_avatar_url: 'https://t.me/i/early.jpg',
      linked_at: '2026-02-01T00:00:00Z',
      last_authenticated_at: '2026-03-01T00:00:00Z',
    } as const;
    addLink(portal, id, late);
    addLink(portal, id, early);
    const profile = await seen(viewer.profile('target'));
    expect(JSON.stringify(profile)).toBe(
      JSON.stringify({
        id,
        username: 'target',
        avatar_url: 'https://t.me/i/early.jpg',
        subscription_tier: 2,
        state: 0,
        permission_level: 0,
        subscription_expires_at: fields.subscription_expires_at,
        subscription_granted_by: viewer.id,
        last_activity_at: fields.last_activity_at,
        permission_since: fields.permission_since,
        avatar_source: 'telegram',
        linked_platforms: [early, late],
        ...Object.fromEntries(HISTORIES.map((name) => [name, []])),
      }),
    );
  });

  test('restricted users are still seen, by everyone as their rank allows', async ({ portal }) => {
    const viewer = await addViewer(portal, call);
    const moderator = await addViewer(portal, call, { username: 'mod', level: 'moderator' });
    addAction(portal, await portal.addUser('target'));
    expect(Object.keys(await seen(viewer.profile('target')))).toEqual(PUBLIC);
    expect(await seen(moderator.profile('target'))).toMatchObject({ state: 2 });
  });
});

type Profile = Readonly<Record<string, unknown>>;

async function seen(answer: Promise<{ value?: unknown }>): Promise<Profile> {
  return (await answer).value as Profile;
}

function lengths(profile: Profile): readonly number[] {
  return HISTORIES.map((name) => (profile[name] as readonly unknown[]).length);
}

/** One item of each history, and a session that goes on, which is no history. */
async function addTarget(portal: TestPortal, id: number): Promise<void> {
  const { db, now } = portal;
  const common = { user_id: id, created_at: now };
  addAction(portal, id, { action_type: 'PLATFORM_WARNING' });
  const chat = { name: 'chat', chat_type: 'group', visibility: 'public', archived: 0 } as const;
  db.run(build.insertInto('chats').values({ owner_id: id, ...chat }));
  const bot = { name: 'bot', platform: 'telegram', bot_type: 3, groups: 0, users: 0 } as const;
  db.run(
    build.insertInto('bots').values({
      owner_id: id,
      ...bot,
      is_active: 1,
      is_verified: 0,
      created_at: now,
      updated_at: now,
    }),
  );
  db.run(build.insertInto('subscription_history').values({ ...common, old_tier: 0, new_tier: 1 }));
  db.run(build.insertInto('permission_history').values({ ...common, old_level: 0, new_level: 1 }));
  const session = { token_suffix: 'a1b2c3', origin: 'command_line', ended_at: now } as const;
  db.run(
    build
      .insertInto('sessions')
      .values({ ...common, ...session, token_hash: 'f'.repeat(64), expires_at: now }),
  );
}
