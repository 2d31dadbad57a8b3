import type { LinkedPlatform, ModerationAction } from '@portal/domain';
import { expect, test } from 'vitest';
import { insertUser, openTestDatabase, userRow } from '../../test/support/test-database.ts';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { findUserById, findUserByUsername } from './user.repository.ts';

const MOMENT = '2026-01-01T00:00:00Z';
const GIVEN = {
  avatar_source: 'discord_3',
  subscription_tier: 2,
  permission_level: 1,
  updated_at: '2026-02-01T00:00:00Z',
} as const;

const discord: LinkedPlatform = {
  platform: 'discord',
  platform_user_id: '17',
  platform_username: 'anna',
  platform_avatar_url: null,
  linked_at: MOMENT,
  last_authenticated_at: MOMENT,
};
const telegram: LinkedPlatform = {
  ...discord,
  platform: 'telegram',
  platform_avatar_url: 'https://telegram.example/anna.png',
  last_authenticated_at: null,
};

const AWKWARD = [
  '',
  'null',
  `"it's" \\ \`quoted\``,
  '{"platform":"telegram"}],[',
  'line\r\nline\tline',
  'zero\0and more',
  '🦊 ﷽ e\u0301 \u202e\u2028',
  '١٢',
  'x'.repeat(10_000),
];

test.each<[string, readonly LinkedPlatform[]]>([
  ['no links', []],
  ['a link', [telegram]],
  ['links to every platform', [discord, telegram]],
])('a user with %s is found by id and by name', async (_name, links) => {
  await using opened = await openTestDatabase();
  insertLinked(opened.db, 'bert', [withText('of another'), telegram]);
  const id = insertLinked(opened.db, 'Anna', links.map(ofAnna));
  const { username_key, ...columns } = userRow('Anna', GIVEN);
  const user = {
    subscription_expires_at: null,
    subscription_granted_by: null,
    permission_since: null,
    last_activity_at: null,
    ...columns,
    id,
    linked_platforms: links.map(ofAnna),
    sanctions: [],
  };
  expect(findUserById(opened.db, id)).toStrictEqual(user);
  expect(findUserByUsername(opened.db, 'aNNa')).toStrictEqual(user);
});

test.each(AWKWARD)('the text of a link is told as it is stored: %j', async (text) => {
  await using opened = await openTestDatabase();
  const links = [withText(text), telegram];
  const id = insertLinked(opened.db, 'anna', links);
  expect(findUserById(opened.db, id)?.linked_platforms).toStrictEqual(links);
});

test('links hide no sanction, and sanctions no link', async () => {
  await using opened = await openTestDatabase();
  const id = insertLinked(opened.db, 'anna', [discord, telegram]);
  const actions = [
    { action_type: 'PLATFORM_TIMEOUT', expires_at: MOMENT },
    { action_type: 'PLATFORM_BAN', reason: 'spam' },
  ] as const;
  const sanctions = actions.map((action, at): ModerationAction => {
    const row = { user_id: id, created_at: MOMENT, ...action };
    opened.db.run(build.insertInto('moderation_actions').values(row));
    const { user_id, ...told } = { reason: null, expires_at: null, lifted_at: null, ...row };
    return { ...told, id: at + 1, is_lifted: false };
  });
  expect(findUserById(opened.db, id)).toMatchObject({
    linked_platforms: [discord, telegram],
    sanctions,
  });
});

test('nobody is found where nobody is', async () => {
  await using opened = await openTestDatabase();
  insertLinked(opened.db, 'anna', [discord]);
  expect(findUserById(opened.db, 99)).toBeUndefined();
  expect(findUserByUsername(opened.db, 'bert')).toBeUndefined();
});

function ofAnna(link: LinkedPlatform): LinkedPlatform {
  return { ...link, platform_user_id: 'of anna' };
}

function withText(text: string): LinkedPlatform {
  const account = { platform_user_id: text, platform_username: text, platform_avatar_url: text };
  return { ...discord, ...account };
}

function insertLinked(db: Connection, username: string, links: readonly LinkedPlatform[]): number {
  const user_id = insertUser(db, username, GIVEN);
  for (const link of links) {
    db.run(build.insertInto('linked_platforms').values({ user_id, ...link }));
  }
  return user_id;
}
