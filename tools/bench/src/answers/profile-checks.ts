import {
  HISTORY_LIMIT,
  type Histories,
  NO_HISTORIES,
  type PermissionLevel,
  type ProfileTier,
  toDetailedProfile,
  toPublicProfile,
  toTimestamp,
} from '@portal/domain';
import { createMember, toMemberId } from '../population/members.ts';
import type { Person } from '../population/person.ts';
import { probeUsers } from '../population/probe-users.ts';
import { toStaffId } from '../population/staff.ts';
import { createVeteran } from '../population/veterans.ts';
import { countCallers, toCookie, toToken, type World } from '../population/world.ts';
import type { Call } from '../transports/call.ts';
import type { AnswerCheck } from './answer-check.ts';

/** Ordinary users of every kind are among so many. */
const MEMBERS = 24;

/** Who sees what of whom, and what nobody has. */
export function createProfileChecks(world: World): readonly AnswerCheck[] {
  return [
    ...createPublicChecks(world),
    ...createMissingChecks(world),
    ...([3, 2, 1] as const).map((level) => createDetailCheck(world, level)),
    {
      name: 'an Admin sees an Admin as anyone does',
      ...ask(world, toStaffId(2, 0), probeUsers.outlived.user.username),
      expected: { status: 200, value: toPublicProfile(probeUsers.outlived.user, toNow()) },
    },
  ];
}

function createPublicChecks(world: World): readonly AnswerCheck[] {
  const callers = countCallers(world);
  const members = Array.from({ length: MEMBERS }, (_, at) => createMember(world, callers + at));
  const seen: readonly Person[] = [...members, ...Object.values(probeUsers)];
  const plain = seen.map(({ user }) => ({
    name: `the public profile of ${user.username}`,
    ...ask(world, toMemberId(0), user.username),
    expected: { status: 200, value: toPublicProfile(user, toNow()) },
  }));
  const { user } = probeUsers.self;
  const otherCase = {
    name: 'a profile by its name in another case',
    ...ask(world, toMemberId(1), user.username.toUpperCase()),
    expected: { status: 200, value: toPublicProfile(user, toNow()) },
  };
  return [...plain, otherCase];
}

function createMissingChecks(world: World): readonly AnswerCheck[] {
  return ['Nobody.has-this', 'no spaces', 'ü'].map((username) => ({
    name: `a profile that nobody has, ${username}`,
    ...ask(world, toMemberId(0), username),
    expected: { status: 404, value: 'User not found' },
  }));
}

/** A user whose histories are longer than what is shown, as one level sees it. */
function createDetailCheck(world: World, level: Exclude<PermissionLevel, 0>): AnswerCheck {
  const tier = TIERS[level];
  const { user, histories } = createVeteran(level);
  const value = toDetailedProfile(user, cut(histories), { tier, now: toNow() });
  return {
    name: `what a viewer of level ${level} sees of ${user.username}`,
    ...ask(world, toStaffId(level, 0), user.username),
    expected: { status: 200, value },
  };
}

const TIERS = { 1: 'moderator', 2: 'admin', 3: 'owner' } as const satisfies Record<
  number,
  ProfileTier
>;

function cut(histories: Histories): Histories {
  const shown = Object.entries(histories).map(([name, items]) => [
    name,
    items.slice(0, HISTORY_LIMIT),
  ]);
  return { ...NO_HISTORIES, ...Object.fromEntries(shown) };
}

function ask(world: World, viewer: number, username: string): Pick<AnswerCheck, 'asking'> {
  const call: Call = { operation: 'users.profile', input: { username } };
  return { asking: { cookie: toCookie(toToken(world, viewer)), calls: [call] } };
}

function toNow(): string {
  return toTimestamp(Date.now());
}
