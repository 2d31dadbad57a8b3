import { addSeconds } from '@portal/domain';
import { expect, test } from 'vitest';
import { dumpFile } from '../../test/support/dump-file.ts';
import { insertUser, openTestDatabase } from '../../test/support/test-database.ts';
import { grantSubscription } from './subscriptions.administration.ts';

const NOW = '2026-03-19T12:00:00Z';
const DAY = 86_400;

test.each([
  { title: 'a trial ends after 7 days', tier: 1, lasts: 7 },
  { title: 'premium may end after some days', tier: 2, days: 365, lasts: 365 },
] as const)('$title', async ({ tier, lasts, ...rest }) => {
  await using opened = await openTestDatabase();
  const user_id = insertUser(opened.db, 'anna');
  const granted = grantSubscription(opened.db, { user: 'anna', tier, ...rest }, NOW);
  const expires_at = addSeconds(NOW, lasts * DAY);
  expect(granted).toEqual({ user_id, username: 'anna', old_tier: 0, new_tier: tier, expires_at });
  expect(dumpFile(opened.file).rows['users']).toMatchObject([
    { subscription_tier: tier, subscription_expires_at: expires_at, updated_at: NOW },
  ]);
});

test.each([
  ['basic', 0],
  ['trial', 1],
  ['lifetime', 3],
] as const)('%s has no end to set', async (_name, tier) => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  const request = { user: 'anna', tier, days: 1 };
  expect(() => grantSubscription(opened.db, request, NOW)).toThrow(
    'only premium takes --days: a trial lasts 7 days, the others never end',
  );
  expect(dumpFile(opened.file).rows['subscription_history']).toEqual([]);
});

test('a grant without an end takes the end of the one before, and who granted it', async () => {
  await using opened = await openTestDatabase();
  const boss = insertUser(opened.db, 'boss', { permission_level: 3 });
  insertUser(opened.db, 'anna');
  const first = { user: 'anna', tier: 1, by: 'boss' } as const;
  grantSubscription(opened.db, first, NOW);
  expect(dumpFile(opened.file).rows['users']?.[1]).toMatchObject({ subscription_granted_by: boss });
  grantSubscription(opened.db, { user: 'anna', tier: 2 }, NOW);
  const { users, subscription_history } = dumpFile(opened.file).rows;
  expect(users?.[1]).toMatchObject({
    subscription_tier: 2,
    subscription_expires_at: null,
    subscription_granted_by: null,
  });
  expect(subscription_history).toMatchObject([
    { old_tier: 0, new_tier: 1, granted_by_id: boss },
    { old_tier: 1, new_tier: 2, granted_by_id: null },
  ]);
});

test('a subscription that has ended is noted as basic', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna', {
    subscription_tier: 2,
    subscription_expires_at: addSeconds(NOW, -1),
  });
  const granted = grantSubscription(opened.db, { user: 'anna', tier: 1 }, NOW);
  expect(granted.old_tier).toBe(0);
});

test('a user has one trial, whatever came after it', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  grantSubscription(opened.db, { user: 'anna', tier: 1 }, NOW);
  grantSubscription(opened.db, { user: 'anna', tier: 0 }, NOW);
  const before = dumpFile(opened.file);
  expect(() => grantSubscription(opened.db, { user: 'anna', tier: 1 }, NOW)).toThrow(
    'anna has had a trial already',
  );
  expect(dumpFile(opened.file)).toEqual(before);
});
