import type { LinkedPlatform } from '@portal/domain';
import { expect, test } from 'vitest';
import { dumpFile } from '../../test/support/dump-file.ts';
import { insertUser, openTestDatabase } from '../../test/support/test-database.ts';
import { findUserByUsername } from '../users/user.repository.ts';
import { addLink, removeLink } from './links.administration.ts';

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
  insertUser(opened.db, 'Anna');
  expect(addLink(opened.db, 'anna', discord)).toEqual(discord);
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
  expect(removeLink(opened.db, 'anna', 'discord')).toEqual(discord);
  addLink(opened.db, 'bert', discord);
  const bert = findUserByUsername(opened.db, 'bert');
  expect(bert?.linked_platforms).toEqual([discord]);
});

test('removing a link leaves the links of others alone', async () => {
  await using opened = await openTestDatabase();
  for (const name of ['anna', 'bert']) insertUser(opened.db, name);
  addLink(opened.db, 'anna', discord);
  addLink(opened.db, 'bert', { ...discord, platform_user_id: '222' });
  removeLink(opened.db, 'bert', 'discord');
  expect(dumpFile(opened.file).rows['linked_platforms']).toMatchObject([
    { platform_user_id: '111' },
  ]);
});
