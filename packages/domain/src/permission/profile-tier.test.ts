import { expect, test } from 'vitest';
import type { PermissionLevel } from './permission-level.ts';
import { PROFILE_TIERS, type ProfileTier, profileTier } from './profile-tier.ts';

interface Row {
  readonly who: string;
  readonly viewer: PermissionLevel;
  readonly target: PermissionLevel;
  readonly tier: ProfileTier;
}

test('the tiers go from the public fields to every history', () => {
  expect(PROFILE_TIERS).toEqual(['public', 'moderator', 'admin', 'owner']);
});

test.for<Row>([
  { who: 'a User looking at anyone', viewer: 0, target: 0, tier: 'public' },
  { who: 'a User looking at an Owner', viewer: 0, target: 3, tier: 'public' },
  { who: 'a Moderator looking at themselves', viewer: 1, target: 1, tier: 'public' },
  { who: 'a Moderator looking at a User', viewer: 1, target: 0, tier: 'moderator' },
  { who: 'a Moderator looking at an Admin', viewer: 1, target: 2, tier: 'public' },
  { who: 'an Admin looking at another Admin', viewer: 2, target: 2, tier: 'public' },
  { who: 'an Admin looking at a Moderator', viewer: 2, target: 1, tier: 'admin' },
  { who: 'an Admin looking at an Owner', viewer: 2, target: 3, tier: 'public' },
  { who: 'an Owner looking at an Admin', viewer: 3, target: 2, tier: 'owner' },
  { who: 'an Owner looking at themselves', viewer: 3, target: 3, tier: 'owner' },
])('$who sees the $tier tier', ({ viewer, target, tier }) => {
  expect(profileTier({ permission_level: viewer }, { permission_level: target })).toBe(tier);
});
