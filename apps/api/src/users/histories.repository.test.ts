import { expect, test } from 'vitest';
import { insertUser, openTestDatabase } from '../../test/support/test-database.ts';
import { build } from '../store/sqlite/build.ts';
import { findHistories } from './histories.repository.ts';

const MOMENT = '2026-01-01T00:00:00Z';
const BOT = {
  name: 'Helper',
  platform: 'telegram',
  bot_type: 3,
  rate_limit_per_hour: null,
  groups: 1,
  users: 2,
  avatar_url: null,
  latency_ms: null,
  last_activity_at: null,
  created_at: MOMENT,
  updated_at: MOMENT,
} as const;

test('the bots of a user are read without the hashes of their keys', async () => {
  await using opened = await openTestDatabase();
  const owner_id = insertUser(opened.db, 'anna');
  const bot = { ...BOT, id: 1, owner_id };
  const key_hash = 'a'.repeat(64);
  opened.db.run(
    build.insertInto('bots').values({ ...bot, is_active: 1, is_verified: 0, key_hash }),
  );
  const { bots } = findHistories(opened.db, owner_id);
  expect(bots).toEqual([{ ...bot, is_active: true, is_verified: false }]);
});
