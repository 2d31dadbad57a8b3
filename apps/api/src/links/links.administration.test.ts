import type { LinkedPlatform } from '@portal/domain';
import { expect, test } from 'vitest';
import { dumpFile } from '../../test/support/dump-file.ts';
import { insertUser, openTestDatabase } from '../../test/support/test-database.ts';
import { issueSession } from '../sessions/sessions.administration.ts';
import { findUserByUsername } from '../users/user.repository.ts';
import { addLink, removeLink } from './links.administration.ts';

const NOW = '2026-03-19T12:00:00Z';

const discord: LinkedPlatform = {
  platform: 'discord',
  platform_user_id: '111',
  platform_username: 'anna#1',
  platform_avatar_url: 'https://cdn.example/a.png',
  linked_at: '2026-01-01T00:00:00Z',
  last_authenticated_at: null,
};

test('a user has one account on each platform', async () => {
  await using opened = await openTestDatabase();
  const user_id = insertUser(opened.db, 'Anna');
  expect(addLink(opened.db, 'anna', discord)).toEqual({ user_id, username: 'Anna', ...discord });
  const telegram = { ...discord, platform: 'telegram' } as const;
  addLink(opened.db, 'anna', telegram);
  const another = { ...discord, platform_user_id: '222' };
  expect(() => addLink(opened.db, 'anna', another)).toThrow(
    'Anna has discord linked already; remove it first with: portal link remove Anna discord',
  );
  const user = findUserByUsername(opened.db, 'anna');
  expect(user?.linked_platforms).toEqual([discord, telegram]);
});

test('an account has one user, until it is removed there', async () => {
  await using opened = await openTestDatabase();
  for (const name of ['anna', 'bert']) insertUser(opened.db, name);
  addLink(opened.db, 'anna', discord);
  const before = dumpFile(opened.file);
  expect(() => addLink(opened.db, 'bert', discord)).toThrow(
    'discord account 111 is linked to anna; remove it there first',
  );
  expect(dumpFile(opened.file)).toEqual(before);
  expect(removeLink(opened.db, { user: 'anna', platform: 'discord' }, NOW)).toEqual({
    user_id: 1,
    username: 'anna',
    ended_sessions: 0,
    ...discord,
  });
  addLink(opened.db, 'bert', discord);
  const bert = findUserByUsername(opened.db, 'bert');
  expect(bert?.linked_platforms).toEqual([discord]);
});

test('removing a link leaves the links of others alone', async () => {
  await using opened = await openTestDatabase();
  for (const name of ['anna', 'bert']) insertUser(opened.db, name);
  addLink(opened.db, 'anna', discord);
  addLink(opened.db, 'bert', { ...discord, platform_user_id: '222' });
  removeLink(opened.db, { user: 'bert', platform: 'discord' }, NOW);
  expect(dumpFile(opened.file).rows['linked_platforms']).toMatchObject([
    { platform_user_id: '111' },
  ]);
});

test("removing a link ends the sessions of its user, and nobody else's", async () => {
  await using opened = await openTestDatabase();
  for (const name of ['anna', 'bert']) insertUser(opened.db, name);
  addLink(opened.db, 'anna', discord);
  for (const user of ['anna', 'bert']) {
    issueSession(opened.db, { user, origin: 'command_line' }, NOW);
  }
  const removed = removeLink(opened.db, { user: 'anna', platform: 'discord' }, NOW);
  expect(removed.ended_sessions).toBe(1);
  expect(dumpFile(opened.file).rows['sessions']).toMatchObject([
    { user_id: 1, ended_at: NOW },
    { user_id: 2, ended_at: null },
  ]);
});
