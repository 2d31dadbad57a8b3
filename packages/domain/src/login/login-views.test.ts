import { describe, expect, test } from 'vitest';
import { exampleAction } from '../../test/example-histories.ts';
import { DISCORD_AVATAR, discordLink, exampleUser, telegramLink } from '../../test/example-user.ts';
import { toLookedUpUser, toSignedInUser } from './login-views.ts';

const NOW = '2026-03-19T12:00:00Z';
const premium = { ...exampleUser, subscription_tier: 2 } as const;

describe('who is looked up', () => {
  const user = { ...exampleUser, linked_platforms: [telegramLink, discordLink] };

  test('has six fields, and two of each link, in the order of the links', () => {
    const { platform_user_id } = discordLink;
    const shown = toLookedUpUser(user, NOW);
    expect(Object.keys(shown)).toEqual([
      'id',
      'username',
      'avatar_url',
      'permission_level',
      'subscription_tier',
      'platforms',
    ]);
    expect(shown.platforms).toEqual([
      { platform: 'discord', platform_user_id },
      { platform: 'telegram', platform_user_id: telegramLink.platform_user_id },
    ]);
    expect(shown.avatar_url).toBe(DISCORD_AVATAR);
  });

  test('has no platforms when none is linked', () => {
    expect(toLookedUpUser({ ...exampleUser, linked_platforms: [] }, NOW).platforms).toEqual([]);
  });

  test('reads as anyone when banned', () => {
    const sanctions = [exampleAction({ action_type: 'PLATFORM_BAN' })];
    expect(toLookedUpUser({ ...user, sanctions }, NOW)).toEqual(toLookedUpUser(user, NOW));
  });

  test('has the tier in force', () => {
    const ended = { ...premium, subscription_expires_at: NOW };
    expect(toLookedUpUser(ended, NOW).subscription_tier).toBe(0);
    expect(toLookedUpUser(premium, NOW).subscription_tier).toBe(2);
  });
});

describe('who signed in', () => {
  test('has the nine documented fields in their order', () => {
    expect(Object.keys(toSignedInUser(exampleUser, false, NOW))).toEqual([
      'user_created',
      'id',
      'username',
      'avatar_url',
      'permission_level',
      'subscription_level',
      'subscription_expires_at',
      'state',
      'created_at',
    ]);
  });

  test('is told whether the account was made, and is always active', () => {
    expect(toSignedInUser(exampleUser, true, NOW)).toMatchObject({
      user_created: true,
      state: 'active',
    });
  });

  test('has the subscription in force, and no end of one that has ended', () => {
    const running = { ...premium, subscription_expires_at: '2026-04-01T00:00:00Z' };
    expect(toSignedInUser(running, false, NOW)).toMatchObject({
      subscription_level: 2,
      subscription_expires_at: '2026-04-01T00:00:00Z',
    });
    const ended = { ...premium, subscription_expires_at: NOW };
    expect(toSignedInUser(ended, false, NOW)).toMatchObject({
      subscription_level: 0,
      subscription_expires_at: null,
    });
  });
});
