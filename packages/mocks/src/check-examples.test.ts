import { type Example, exampleEntries, examples, type NamedExample } from '@portal/contract';
import { describe, expect, test } from 'vitest';
import { findExampleFaults, requireValidExamples } from './check-examples.ts';
import { createMock } from './create-mock.ts';

test('the examples of the contract are sound', () => {
  expect(findExampleFaults()).toEqual([]);
  expect(() => requireValidExamples()).not.toThrow();
});

const { id, ...withoutId } = valueIn(examples['users.me'].documented);
const profile = valueIn(examples['users.profile'].documented);
const detail = valueIn(examples['users.profile'].owner);
const [action] = detail['moderation_actions'] as object[];

/** Wrong examples, and where they are wrong. */
const wrong: readonly (readonly [
  name: string,
  operation: NamedExample['operation'],
  [value: unknown, path: string],
])[] = [
  ['a key of another type', 'users.me', [{ ...withId(), username: 5 }, 'username']],
  [
    'a value that is no choice',
    'users.me',
    [{ ...withId(), permission_level: 9 }, 'permission_level'],
  ],
  ['a missing key', 'users.me', [withoutId, 'id']],
  ['an undeclared key', 'users.me', [{ ...withId(), email: 'a@b.c' }, 'email']],
  ['keys in another order', 'users.me', [{ ...withoutId, id }, 'username']],
  [
    'a key deep inside',
    'users.me',
    [
      { ...withId(), linked_platforms: [{ ...firstLink(), platform: 'myspace' }] },
      'linked_platforms.0.platform',
    ],
  ],
  [
    'an undeclared key deep inside',
    'users.me',
    [{ ...withId(), linked_platforms: [{ ...firstLink(), x: 1 }] }, 'linked_platforms.0.x'],
  ],
  ['a public profile of another type', 'users.profile', [{ ...profile, username: 5 }, 'username']],
  [
    'a public profile with a key of the detail',
    'users.profile',
    [{ ...profile, state: 0 }, 'state'],
  ],
  [
    'a detail with a wrong history',
    'users.profile',
    [
      { ...detail, moderation_actions: [{ ...action, created_at: 'yesterday' }] },
      'moderation_actions.0.created_at',
    ],
  ],
  ['an update without errors', 'users.updateMe', [{ user: withId() }, 'errors']],
  [
    'an update with an undeclared error',
    'users.updateMe',
    [{ user: withId(), errors: { email: 'is wrong' } }, 'errors.email'],
  ],
  ['nothing', 'users.me', [null, '']],
];

test('a mock does not start while an example is wrong', () => {
  const payload = valueIn(examples['users.me'].documented);
  const { username } = payload;
  payload['username'] = 5;
  try {
    expect(() => createMock()).toThrow('example users.me/documented is wrong at "username": ');
  } finally {
    payload['username'] = username;
  }
  expect(() => createMock()).not.toThrow();
});

describe('an example', () => {
  test.each(wrong)('with %s of %s stops the start', (_name, operation, [value, path]) => {
    const entry = toEntry(operation, { ok: true, value });
    expect(() => requireValidExamples([...exampleEntries, entry])).toThrow(
      `example ${operation}/wrong is wrong at "${path}": `,
    );
    expect(findExampleFaults([entry])).toContainEqual({
      example: `${operation}/wrong`,
      path,
      message: expect.stringMatching(/./),
    });
  });

  test('of a ban whose end is no time stops the start', () => {
    const error = { code: 'account_banned', reason: 'Spam', expires_at: 'tomorrow' } as const;
    const entry = toEntry('users.me', { ok: false, error });
    expect(() => requireValidExamples([entry])).toThrow(
      'example users.me/wrong is wrong at "expires_at": ',
    );
  });

  test('that is wrong twice is told of twice', () => {
    const value = { ...withId(), username: 5, id: 'x' };
    const faults = findExampleFaults([toEntry('users.me', { ok: true, value })]);
    expect(faults.map(({ path }) => path).sort()).toEqual(['id', 'username']);
  });
});

function toEntry(operation: NamedExample['operation'], outcome: Example['outcome']): NamedExample {
  return { operation, name: 'wrong', example: { viewer: 'user', source: 'ours', outcome } };
}

function valueIn({ outcome }: Example): Record<string, unknown> {
  if (!outcome.ok) throw new Error('the example is an error');
  return outcome.value as Record<string, unknown>;
}

function withId(): Record<string, unknown> {
  return valueIn(examples['users.me'].documented);
}

function firstLink(): object {
  return (withId()['linked_platforms'] as object[])[0] ?? {};
}
