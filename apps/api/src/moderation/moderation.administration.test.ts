import { addSeconds, MODERATION_ACTION_TYPES } from '@portal/domain';
import { expect, test } from 'vitest';
import { dumpFile } from '../../test/support/dump-file.ts';
import { insertUser, openTestDatabase } from '../../test/support/test-database.ts';
import { addModeration, liftModeration } from './moderation.administration.ts';

const NOW = '2026-03-19T12:00:00Z';

test.each(MODERATION_ACTION_TYPES)('%s is stored with its end', async (action_type) => {
  await using opened = await openTestDatabase();
  const user_id = insertUser(opened.db, 'anna');
  const request = { user: 'anna', action_type, seconds: 90, reason: 'Spam' };
  const expires_at = addSeconds(NOW, 90);
  const added = addModeration(opened.db, request, NOW);
  expect(added).toEqual({ id: 1, user_id, username: 'anna', action_type, expires_at });
  expect(dumpFile(opened.file).rows['moderation_actions']).toEqual([
    {
      id: 1,
      user_id,
      action_type,
      reason: 'Spam',
      created_by_id: null,
      expires_at,
      lifted_at: null,
      created_at: NOW,
      lifted_by_id: null,
    },
  ]);
});

test.each(MODERATION_ACTION_TYPES.filter((type) => type !== 'PLATFORM_TIMEOUT'))(
  '%s may have no end',
  async (action_type) => {
    await using opened = await openTestDatabase();
    insertUser(opened.db, 'anna');
    const added = addModeration(opened.db, { user: 'anna', action_type }, NOW);
    expect(added.expires_at).toBeNull();
  },
);

test('lifting an action leaves the others alone, and works once', async () => {
  await using opened = await openTestDatabase();
  const user_id = insertUser(opened.db, 'anna');
  const boss = insertUser(opened.db, 'boss', { permission_level: 3 });
  for (const action_type of ['PLATFORM_BAN', 'CHAT_BAN'] as const) {
    addModeration(opened.db, { user: 'anna', action_type }, NOW);
  }
  const later = addSeconds(NOW, 5);
  const lifted = liftModeration(opened.db, { id: 2, by: 'boss' }, later);
  expect(lifted).toEqual({ id: 2, user_id, username: 'anna', lifted_at: later });
  expect(() => liftModeration(opened.db, { id: 2 }, addSeconds(NOW, 9))).toThrow(
    'no moderation action 2 is left to lift; see: portal user show NAME',
  );
  expect(dumpFile(opened.file).rows['moderation_actions']).toMatchObject([
    { lifted_at: null, lifted_by_id: null },
    { lifted_at: later, lifted_by_id: boss },
  ]);
});

test.each([59, 30 * 86_400 + 1])('a timeout of %d seconds is refused', async (seconds) => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  const request = { user: 'anna', action_type: 'PLATFORM_TIMEOUT', seconds } as const;
  expect(() => addModeration(opened.db, request, NOW)).toThrow(
    'a timeout lasts 60 to 2592000 seconds (30 days)',
  );
  expect(dumpFile(opened.file).rows['moderation_actions']).toEqual([]);
});

test('whoever is of too low a level lifts nothing', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna', { permission_level: 2 });
  insertUser(opened.db, 'mod', { permission_level: 1 });
  addModeration(opened.db, { user: 'anna', action_type: 'CHAT_BAN' }, NOW);
  expect(() => liftModeration(opened.db, { id: 1, by: 'mod' }, NOW)).toThrow(
    'mod cannot act on anna',
  );
  expect(dumpFile(opened.file).rows['moderation_actions']).toMatchObject([{ lifted_at: null }]);
});
