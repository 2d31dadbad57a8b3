import { expect, test } from 'vitest';
import { dumpFile } from '../../test/support/dump-file.ts';
import { insertUser, openTestDatabase } from '../../test/support/test-database.ts';
import { addBot, addChat } from './chats-and-bots.administration.ts';

const NOW = '2026-03-19T12:00:00Z';

test.each(['ab', 'Night owls 🦉', 'x'.repeat(64), ' padded '])(
  'a chat may be called %j',
  async (name) => {
    await using opened = await openTestDatabase();
    const owner_id = insertUser(opened.db, 'anna');
    expect(addChat(opened.db, 'ANNA', name)).toEqual({ id: 1, name, owner_id, owner: 'anna' });
    expect(dumpFile(opened.file).rows['chats']).toMatchObject([
      { owner_id, name, chat_type: 'group', visibility: 'public', archived: 0 },
    ]);
  },
);

test.each(['', '  ', 'x', ' x ', 'x'.repeat(65)])('nothing may be called %j', async (name) => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  const before = dumpFile(opened.file);
  const bot = { owner: 'anna', name, platform: 'discord' } as const;
  expect(() => addChat(opened.db, 'anna', name)).toThrow('must have 2 to 64 characters');
  expect(() => addBot(opened.db, bot, NOW)).toThrow('must have 2 to 32 characters');
  expect(dumpFile(opened.file)).toEqual(before);
});

test('a new bot is an active one of the community', async () => {
  await using opened = await openTestDatabase();
  const owner_id = insertUser(opened.db, 'anna');
  const bot = { owner: 'anna', name: 'owlbot', platform: 'telegram' } as const;
  expect(addBot(opened.db, bot, NOW)).toEqual({
    id: 1,
    name: 'owlbot',
    owner_id,
    owner: 'anna',
    key: expect.stringMatching(/^hbot_[0-9a-f]{64}$/),
  });
  expect(dumpFile(opened.file).rows['bots']).toMatchObject([
    { owner_id, platform: 'telegram', bot_type: 3, is_active: 1, is_verified: 0, created_at: NOW },
  ]);
});
