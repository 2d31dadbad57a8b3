import { expect, test } from 'vitest';
import { dumpFile } from '../../test/support/dump-file.ts';
import { openTestDatabase } from '../../test/support/test-database.ts';
import { addUser } from './users.administration.ts';

const NOW = '2026-03-19T12:00:00Z';

test.each([
  [0, null],
  [1, NOW],
  [2, NOW],
  [3, NOW],
] as const)('a user of level %i holds a rank since %s', async (permission_level, since) => {
  await using opened = await openTestDatabase();
  const user = { username: 'An.Na_1-', permission_level, subscription_tier: 2 } as const;
  expect(addUser(opened.db, user, NOW)).toEqual({ id: 1, ...user, created_at: NOW });
  expect(dumpFile(opened.file).rows['users']).toEqual([
    {
      id: 1,
      ...user,
      username_key: 'an.na_1-',
      subscription_expires_at: null,
      subscription_granted_by: null,
      permission_since: since,
      last_activity_at: null,
      avatar_source: null,
      bot_logins: 0,
      created_at: NOW,
      updated_at: NOW,
    },
  ]);
});

test.each([
  ['ab', 'username must be at least 3 characters'],
  ['a'.repeat(33), 'username must be at most 32 characters'],
  ['änna', 'username contains invalid characters'],
  ['anna ', 'username contains invalid characters'],
  ['Anna', 'username is already taken'],
  ['aNNA', 'username is already taken'],
])('%j is refused as a rename would be: %s', async (username, sentence) => {
  await using opened = await openTestDatabase();
  const user = { permission_level: 0, subscription_tier: 0 } as const;
  addUser(opened.db, { username: 'Anna', ...user }, NOW);
  const before = dumpFile(opened.file);
  expect(() => addUser(opened.db, { username, ...user }, NOW)).toThrow(
    expect.objectContaining({
      name: 'OperatorError',
      message: sentence,
    }),
  );
  expect(dumpFile(opened.file)).toEqual(before);
});
