import { toCurrentUser, toTimestamp, type User } from '@portal/domain';
import { changedProbeUsers, probeUsers } from '../population/probe-users.ts';
import { toCookie, toToken, type World } from '../population/world.ts';
import type { AnswerCheck } from './answer-check.ts';
import { JUST_NOW } from './answer-check.ts';

/** What one user changes, step by step: each check rests on those before it. */
export function createUpdateChecks(
  service: keyof typeof changedProbeUsers,
  world: World,
): readonly AnswerCheck[] {
  const { user: before } = changedProbeUsers[service];
  const cookie = toCookie(toToken(world, before.id));
  const renamed: User = { ...before, username: `${before.username}_2`, updated_at: JUST_NOW };
  const recased: User = { ...renamed, username: renamed.username.toUpperCase() };
  const pictured: User = { ...recased, avatar_source: 'discord_3' };
  const update = (name: string, input: object, expected: Updated): AnswerCheck => ({
    name,
    asking: { cookie, calls: [{ operation: 'users.updateMe', input: { ...input } }] },
    expected: { status: 200, value: toValue(expected) },
  });
  const taken = { username: probeUsers.self.user.username.toUpperCase() };
  return [
    update('a new name is stored', { username: renamed.username }, { user: renamed }),
    {
      name: 'and is there afterwards',
      asking: { cookie, calls: [{ operation: 'users.me' }] },
      expected: { status: 200, value: toValue({ user: renamed }).user },
    },
    update('a name that is taken is not', taken, { user: renamed, errors: TAKEN }),
    update(
      "the user's own name in another case is",
      { username: recased.username },
      { user: recased },
    ),
    ...INVALID.map(([input, errors]) => ({
      ...update(`${JSON.stringify(input)} is refused`, input, { user: recased, errors }),
      needsValidation: true,
    })),
    {
      ...update('what passes is stored beside what does not', MIXED, {
        user: pictured,
        errors: { username: 'username must be at least 3 characters' },
      }),
      needsValidation: true,
    },
  ];
}

const TAKEN = { username: 'username is already taken' };
const MIXED = { username: 'ab', avatar_source: 'discord_3', unknown: true };
const INVALID = [
  [{ username: 7 }, { username: 'username must be a string' }],
  [{ username: 'ab' }, { username: 'username must be at least 3 characters' }],
  [{ username: 'a'.repeat(33) }, { username: 'username must be at most 32 characters' }],
  [{ username: 'no spaces' }, { username: 'username contains invalid characters' }],
  [
    { avatar_source: 'mastodon' },
    { avatar_source: 'avatar_source must be a linked platform or discord_0 to discord_5' },
  ],
] as const;

interface Updated {
  readonly user: User;
  readonly errors?: Readonly<Record<string, string>>;
}

function toValue({ user, errors }: Updated) {
  return { user: toCurrentUser(user, toTimestamp(Date.now())), errors: errors ?? null };
}
