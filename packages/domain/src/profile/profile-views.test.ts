import { describe, expect, test } from 'vitest';
import { exampleAction, exampleHistories } from '../../test/example-histories.ts';
import {
  DISCORD_AVATAR,
  discordLink,
  exampleUser,
  TELEGRAM_AVATAR,
  telegramLink,
} from '../../test/example-user.ts';
import type { User } from '../user.ts';
import { toCurrentUser, toDetailedProfile, toPublicProfile } from './profile-views.ts';

const NOW = '2026-03-19T12:00:00Z';
const SECOND_AFTER = '2026-03-19T12:00:01Z';

const PUBLIC_KEYS = ['id', 'username', 'avatar_url', 'subscription_tier'];
const SHARED_KEYS = [
  ...PUBLIC_KEYS,
  'state',
  'permission_level',
  'subscription_expires_at',
  'subscription_granted_by',
  'last_activity_at',
  'permission_since',
  'avatar_source',
  'linked_platforms',
];
const HISTORY_KEYS = [
  'moderation_actions',
  'chats',
  'bots',
  'subscription_history',
  'permission_history',
  'session_history',
];

const views = [
  { view: 'the public profile', show: toPublicProfile },
  { view: 'the current user', show: toCurrentUser },
  { view: 'the detailed profile', show: showToOwner },
];
const privateViews = [
  { view: 'the current user', show: toCurrentUser },
  { view: 'the detailed profile', show: showToOwner },
];

describe('the fields, in the documented order', () => {
  test('the public profile has four and nothing else', () => {
    expect(Object.keys(toPublicProfile(exampleUser, NOW))).toEqual(PUBLIC_KEYS);
  });

  test('the current user has fourteen', () => {
    const keys = [...SHARED_KEYS, 'created_at', 'updated_at'];
    expect(Object.keys(toCurrentUser(exampleUser, NOW))).toEqual(keys);
  });

  test.for(['moderator', 'admin', 'owner'] as const)('the profile for tier %s has 18', (tier) => {
    const profile = toDetailedProfile(exampleUser, exampleHistories, { tier, now: NOW });
    expect(Object.keys(profile)).toEqual([...SHARED_KEYS, ...HISTORY_KEYS]);
  });
});

describe('the histories', () => {
  test('moderators get six empty ones', () => {
    const visibility = { tier: 'moderator', now: NOW } as const;
    expect(toDetailedProfile(exampleUser, exampleHistories, visibility)).toMatchObject({
      moderation_actions: [],
      chats: [],
      bots: [],
      subscription_history: [],
      permission_history: [],
      session_history: [],
    });
  });

  test('admins get all but the sessions', () => {
    const visibility = { tier: 'admin', now: NOW } as const;
    expect(toDetailedProfile(exampleUser, exampleHistories, visibility)).toMatchObject({
      ...exampleHistories,
      session_history: [],
    });
  });

  test('owners get all', () => {
    expect(showToOwner(exampleUser, NOW)).toMatchObject({ ...exampleHistories });
  });
});

describe.for(views)('$view', ({ show }) => {
  test('keeps the id and the case of the username', () => {
    const user = { ...exampleUser, username: 'ExampleUser' };
    expect(show(user, NOW)).toMatchObject({ id: 42, username: 'ExampleUser' });
  });

  test('has the avatar that the source resolves to', () => {
    const linked_platforms = [telegramLink, discordLink];
    const avatarOf = (avatar_source: User['avatar_source']) =>
      show({ ...exampleUser, linked_platforms, avatar_source }, NOW).avatar_url;
    expect(avatarOf('telegram')).toBe(TELEGRAM_AVATAR);
    expect(avatarOf(null)).toBe(DISCORD_AVATAR);
    expect(avatarOf('discord_3')).toBe('https://cdn.discordapp.com/embed/avatars/3.png');
  });

  test('has the tier that is in force, Basic once it ended', () => {
    const premium = { ...exampleUser, subscription_tier: 2 } as const;
    const tierWithEnd = (end: string | null) =>
      show({ ...premium, subscription_expires_at: end }, NOW).subscription_tier;
    expect(tierWithEnd(null)).toBe(2);
    expect(tierWithEnd(SECOND_AFTER)).toBe(2);
    expect(tierWithEnd(NOW)).toBe(0);
  });
});

describe.for(privateViews)('$view', ({ show }) => {
  test('has the state that is in force', () => {
    const timeout = exampleAction({ action_type: 'PLATFORM_TIMEOUT', expires_at: SECOND_AFTER });
    const stateUnder = (...sanctions: User['sanctions']) =>
      show({ ...exampleUser, sanctions }, NOW).state;
    expect(stateUnder()).toBe(0);
    expect(stateUnder(timeout)).toBe(1);
    expect(stateUnder({ ...timeout, expires_at: NOW })).toBe(0);
    expect(stateUnder(timeout, exampleAction())).toBe(2);
  });

  test('has the other fields as they are stored', () => {
    const stored = {
      permission_level: 1,
      subscription_expires_at: '2026-01-01T00:00:00Z',
      subscription_granted_by: 7,
      last_activity_at: '2026-03-01T00:00:00Z',
      permission_since: '2026-02-01T00:00:00Z',
      avatar_source: 'telegram',
    } as const;
    expect(show({ ...exampleUser, ...stored }, NOW)).toMatchObject(stored);
  });

  test('has the links earliest first, and leaves the stored ones alone', () => {
    const linked_platforms = [telegramLink, discordLink];
    const shown = show({ ...exampleUser, linked_platforms }, NOW).linked_platforms;
    expect(shown).toEqual([discordLink, telegramLink]);
    expect(linked_platforms).toEqual([telegramLink, discordLink]);
  });
});

test('the current user tells when it was created and last changed', () => {
  const { created_at, updated_at } = exampleUser;
  expect(toCurrentUser(exampleUser, NOW)).toMatchObject({ created_at, updated_at });
});

function showToOwner(user: User, now: string) {
  return toDetailedProfile(user, exampleHistories, { tier: 'owner', now });
}
