import { expect, test } from 'vitest';
import { type CurrentUser, toCurrentUser, toPublicProfile } from '../src/profile/profile-views.ts';
import { applyChanges, decideUpdate } from '../src/update/decide-update.ts';
import type { User } from '../src/user.ts';
import { DISCORD_AVATAR, discordLink, exampleUser } from './example-user.ts';

const NOW = '2026-03-19T12:00:00Z';

test('the example of Get Current User, key for key', () => {
  expectSameJson(toCurrentUser(exampleUser, NOW), {
    id: 42,
    username: 'exampleuser',
    avatar_url: 'https://cdn.discordapp.com/avatars/123/abc.png',
    subscription_tier: 0,
    state: 0,
    permission_level: 0,
    subscription_expires_at: null,
    subscription_granted_by: null,
    last_activity_at: '2025-01-15T12:00:00Z',
    permission_since: null,
    avatar_source: 'discord',
    linked_platforms: [
      {
        platform: 'discord',
        platform_user_id: '1185865881356615713',
        platform_username: 'exampleuser',
        platform_avatar_url: 'https://cdn.discordapp.com/avatars/123/abc.png',
        linked_at: '2025-01-01T00:00:00Z',
        last_authenticated_at: '2025-01-15T12:00:00Z',
      },
    ],
    created_at: '2025-01-01T00:00:00Z',
    updated_at: '2025-01-15T12:00:00Z',
  });
});

test('the example of Get Profile, key for key', () => {
  const unlinked: User = { ...exampleUser, linked_platforms: [] };
  expectSameJson(toPublicProfile(unlinked, NOW), {
    id: 42,
    username: 'exampleuser',
    avatar_url: null,
    subscription_tier: 0,
  });
});

test('the example of Update Current User: both fields stored, nothing failed', () => {
  const before: User = {
    ...exampleUser,
    username: 'niels',
    avatar_source: null,
    linked_platforms: [{ ...discordLink, platform_username: 'niels' }],
  };
  const patch = { username: 'newname', avatar_source: 'discord' };
  const { changes, errors } = decideUpdate(before, patch, undefined);
  const after: CurrentUser = toCurrentUser(applyChanges(before, changes, NOW), NOW);
  expect(errors).toBeNull();
  expect(after).toEqual({
    ...toCurrentUser(before, NOW),
    username: 'newname',
    avatar_url: DISCORD_AVATAR,
    avatar_source: 'discord',
    updated_at: NOW,
  });
});

/** Compares the order of keys too. `toEqual` does not. */
function expectSameJson(actual: object, expected: object): void {
  expect(JSON.stringify(actual, null, 2)).toBe(JSON.stringify(expected, null, 2));
}
