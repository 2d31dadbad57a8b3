import { describe, expect } from 'vitest';
import { test } from '../support/portal-fixture.ts';
import { addAction, addLink, changeUser } from '../support/stored-rows.ts';
import { addViewer } from '../support/test-viewer.ts';
import { transports } from '../support/transports.ts';

const NOW = '2026-03-19T12:00:00Z';
const EARLIER = '2026-03-19T11:00:00Z';
const LATER = '2026-03-19T13:00:00Z';
const WHOLE_SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

describe.each(transports)('over %s', (_name, call) => {
  test.for([
    ['User', 'user', 0],
    ['Moderator', 'moderator', 1],
    ['Admin', 'admin', 2],
    ['Owner', 'owner', 3],
  ] as const)(
    'permission_level of a %s is the documented number',
    async ([, level, number], { portal }) => {
      const viewer = await addViewer(portal, call, { level });
      const owner = await addViewer(portal, call, { username: 'owner', level: 'owner' });
      expect((await viewer.me()).value).toMatchObject({ permission_level: number });
      expect((await owner.profile('viewer')).value).toMatchObject({ permission_level: number });
    },
  );

  test.for([
    ['0 Basic', 0],
    ['1 Trial', 1],
    ['2 Premium', 2],
    ['3 Lifetime', 3],
  ] as const)(
    'subscription_tier is %s for oneself and for others',
    async ([, tier], { portal }) => {
      const viewer = await addViewer(portal, call);
      const other = await addViewer(portal, call, { username: 'other' });
      changeUser(portal, viewer.id, { subscription_tier: tier });
      expect((await viewer.me()).value).toMatchObject({ subscription_tier: tier });
      expect((await other.profile('viewer')).value).toMatchObject({ subscription_tier: tier });
    },
  );

  test('a subscription whose end has passed reads as 0 Basic, and its end is still told', async ({
    portal,
  }) => {
    const viewer = await addViewer(portal, call);
    changeUser(portal, viewer.id, { subscription_tier: 2, subscription_expires_at: LATER });
    expect((await viewer.me()).value).toMatchObject({ subscription_tier: 2 });
    portal.now = LATER;
    const ended = { subscription_tier: 0, subscription_expires_at: LATER };
    expect((await viewer.me()).value).toMatchObject(ended);
  });

  test.for([
    { what: 'nobody restricted', state: 0, actions: [] },
    {
      what: 'in a running timeout',
      state: 1,
      actions: [{ action_type: 'PLATFORM_TIMEOUT', expires_at: LATER }],
    },
    { what: 'banned without end', state: 2, actions: [{ action_type: 'PLATFORM_BAN' }] },
    {
      what: 'banned for a while',
      state: 2,
      actions: [{ action_type: 'PLATFORM_BAN', expires_at: LATER }],
    },
    {
      what: 'banned and timed out',
      state: 2,
      actions: [
        { action_type: 'PLATFORM_BAN', expires_at: LATER },
        { action_type: 'PLATFORM_TIMEOUT' },
      ],
    },
    {
      what: 'whose timeout has passed',
      state: 0,
      actions: [{ action_type: 'PLATFORM_TIMEOUT', expires_at: EARLIER }],
    },
    {
      what: 'whose timeout ends this second',
      state: 0,
      actions: [{ action_type: 'PLATFORM_TIMEOUT', expires_at: NOW }],
    },
    {
      what: 'whose ban has passed',
      state: 0,
      actions: [{ action_type: 'PLATFORM_BAN', expires_at: EARLIER }],
    },
    {
      what: 'whose timeout was lifted',
      state: 0,
      actions: [{ action_type: 'PLATFORM_TIMEOUT', expires_at: LATER, lifted_at: EARLIER }],
    },
    {
      what: 'whose ban was lifted',
      state: 0,
      actions: [{ action_type: 'PLATFORM_BAN', lifted_at: EARLIER }],
    },
    { what: 'warned', state: 0, actions: [{ action_type: 'PLATFORM_WARNING' }] },
    { what: 'banned from a chat', state: 0, actions: [{ action_type: 'CHAT_BAN' }] },
    { what: 'muted in a chat', state: 0, actions: [{ action_type: 'CHAT_MUTE' }] },
    { what: 'kicked from a chat', state: 0, actions: [{ action_type: 'CHAT_KICK' }] },
  ] as const)('state of a user $what is $state', async ({ state, actions }, { portal }) => {
    const owner = await addViewer(portal, call, { username: 'owner', level: 'owner' });
    const viewer = await addViewer(portal, call);
    for (const action of actions) addAction(portal, viewer.id, action);
    expect((await owner.profile('viewer')).value).toMatchObject({ state });
    if (state === 0) expect((await viewer.me()).value).toMatchObject({ state });
  });

  test('state of a user in a timeout turns from 1 to 0 with the second it ends', async ({
    portal,
  }) => {
    const owner = await addViewer(portal, call, { username: 'owner', level: 'owner' });
    const id = await portal.addUser('target');
    addAction(portal, id, { action_type: 'PLATFORM_TIMEOUT', expires_at: LATER });
    portal.now = '2026-03-19T12:59:59Z';
    expect((await owner.profile('target')).value).toMatchObject({ state: 1 });
    portal.now = LATER;
    expect((await owner.profile('target')).value).toMatchObject({ state: 0 });
  });

  test('times are ISO 8601 in whole seconds with Z, and ids are integers', async ({ portal }) => {
    const owner = await addViewer(portal, call, { username: 'owner', level: 'owner' });
    changeUser(portal, owner.id, { subscription_granted_by: owner.id });
    addLink(portal, owner.id, { platform: 'discord', last_authenticated_at: EARLIER });
    await owner.update({ avatar_source: 'discord' });
    const { value } = (await owner.me()) as { value: Record<string, unknown> };
    const times = ['last_activity_at', 'permission_since', 'created_at', 'updated_at'];
    for (const name of times) expect(value[name], name).toMatch(WHOLE_SECONDS);
    expect(value['id']).toBe(owner.id);
    expect(value['subscription_granted_by']).toBe(owner.id);
  });
});
