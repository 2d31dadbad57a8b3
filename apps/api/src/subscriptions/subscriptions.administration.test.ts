import { addSeconds } from '@portal/domain';
import { expect, test } from 'vitest';
import { dumpFile } from '../../test/support/dump-file.ts';
import { insertUser, openTestDatabase } from '../../test/support/test-database.ts';
import { grantSubscription } from './subscriptions.administration.ts';

const NOW = '2026-03-19T12:00:00Z';
const DAY = 86_400;

test.each([
  ['trial', 1, 7],
  ['premium', 2, 365],
] as const)('%s may end after some days', async (_name, tier, days) => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  const granted = grantSubscription(opened.db, { username: 'anna', tier, days }, NOW);
  const expires_at = addSeconds(NOW, days * DAY);
  expect(granted).toEqual({ username: 'anna', old_tier: 0, new_tier: tier, expires_at });
  expect(dumpFile(opened.file).rows['users']).toMatchObject([
    { subscription_tier: tier, subscription_expires_at: expires_at, updated_at: NOW },
  ]);
});

test.each([
  ['basic', 0],
  ['lifetime', 3],
] as const)('%s has no end to set', async (_name, tier) => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  const request = { username: 'anna', tier, days: 1 };
  expect(() => grantSubscription(opened.db, request, NOW)).toThrow(
    'only trial and premium end; leave out --days',
  );
  expect(dumpFile(opened.file).rows['subscription_history']).toEqual([]);
});

test('a grant without an end takes the end of the one before, and who granted it', async () => {
  await using opened = await openTestDatabase();
  const boss = insertUser(opened.db, 'boss', { permission_level: 3 });
  insertUser(opened.db, 'anna');
  const first = { username: 'anna', tier: 1, days: 7, by: 'boss' } as const;
  grantSubscription(opened.db, first, NOW);
  expect(dumpFile(opened.file).rows['users']?.[1]).toMatchObject({ subscription_granted_by: boss });
  grantSubscription(opened.db, { username: 'anna', tier: 2 }, NOW);
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
  const granted = grantSubscription(opened.db, { username: 'anna', tier: 1, days: 1 }, NOW);
  expect(granted.old_tier).toBe(0);
});
