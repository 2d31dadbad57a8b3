import type { AvatarSource, LinkedPlatform, PermissionLevel, Platform, User } from '@portal/domain';
import { createRandom, type Random } from '@portal/workspace/random';
import { pickBelow, pickOf } from '../pick.ts';
import { createPerson, FAR_AHEAD, LONG_AGO, type Person } from './person.ts';
import { countCallers, type World } from './world.ts';

/** Ids below are those of the special ones. */
const FIRST_MEMBER = 1000;

/** Mostly users: every thirty-second is a Moderator, every thirty-second an Admin. */
const LEVELS: readonly PermissionLevel[] = [1, 2, ...new Array<0>(30).fill(0)];
const ENDS = [null, null, FAR_AHEAD, LONG_AGO];
const SOURCES: readonly (AvatarSource | null)[] = [
  null,
  null,
  null,
  'discord',
  'telegram',
  'discord_0',
  'discord_5',
];

export function toMemberId(at: number): number {
  return FIRST_MEMBER + at;
}

/** In the case in which it was given, which the lookup ignores. */
export function toMemberName(at: number): string {
  return `Member.${at}`;
}

/** One of the ordinary users; those who call are at level 0, so that they see what is public. */
export function createMember(world: World, at: number): Person {
  const random = createRandom(world.seed ^ Math.imul(at + 1, 0x9e3779b1));
  const isCaller = at < countCallers(world);
  const id = toMemberId(at);
  const own: Partial<User> = {
    subscription_tier: pickOf(random, [0, 1, 2, 3] as const),
    subscription_expires_at: pickOf(random, ENDS),
    permission_level: isCaller ? 0 : pickOf(random, LEVELS),
    avatar_source: pickOf(random, SOURCES),
    linked_platforms: createLinks(random, id),
  };
  const session = isCaller ? 'live' : undefined;
  return createPerson({ ...own, id, username: toMemberName(at) }, { session });
}

function createLinks(random: Random, id: number): readonly LinkedPlatform[] {
  const platforms = pickOf<readonly Platform[]>(random, [
    [],
    ['discord'],
    ['telegram'],
    ['discord', 'telegram'],
  ]);
  return platforms.map((platform) => createLink(platform, id, pickBelow(random, 10)));
}

/** Every tenth account has no avatar. */
export function createLink(platform: Platform, id: number, digit = 1): LinkedPlatform {
  return {
    platform,
    platform_user_id: `${100_000_000 + id}`,
    platform_username: `${platform}.${id}`,
    platform_avatar_url: digit === 0 ? null : `https://${platform}.example/avatars/${id}.png`,
    linked_at: `2025-02-0${digit === 0 ? 1 : digit}T12:00:00Z`,
    last_authenticated_at: digit < 5 ? null : '2025-06-01T12:00:00Z',
  };
}
