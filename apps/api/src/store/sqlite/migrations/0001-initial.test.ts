import type { Kysely } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { insertUser, openTestDatabase, userRow } from '../../../../test/support/test-database.ts';
import { build } from '../build.ts';

type Row = Readonly<Record<string, unknown>>;

const HASH = 'a'.repeat(64);
const MOMENT = '2026-01-01T00:00:00Z';

const refusedUsers: readonly (readonly [string, string, Row])[] = [
  ['a name too short', 'users_username_form', { username: 'ab', username_key: 'ab' }],
  ['a name too long', 'users_username_form', nameAndKey('a'.repeat(33))],
  ['a space in the name', 'users_username_form', nameAndKey('an na')],
  ['a letter beyond ASCII in the name', 'users_username_form', nameAndKey('ännä')],
  ['a star in the name', 'users_username_form', nameAndKey('an*a')],
  ['a key in capitals', 'users_username_key', { username_key: 'NEWBORN' }],
  ['the key of another name', 'users_username_key', { username_key: 'somebody' }],
  ['a name taken in another case', 'UNIQUE', { username: 'ANNA', username_key: 'anna' }],
  ['a tier below the range', 'users_subscription_tier', { subscription_tier: -1 }],
  ['a tier above the range', 'users_subscription_tier', { subscription_tier: 4 }],
  ['a level below the range', 'users_permission_level', { permission_level: -1 }],
  ['a level above the range', 'users_permission_level', { permission_level: 4 }],
  ['a level that is text', 'cannot store TEXT', { permission_level: 'owner' }],
  ['no moment of creation', 'NOT NULL', { created_at: null }],
  ['a grant by nobody', 'FOREIGN KEY', { subscription_granted_by: 99 }],
];

let opened: Awaited<ReturnType<typeof openTestDatabase>>;
/** Values that the types would reject, to test that the schema rejects them. */
const untyped = build as unknown as Kysely<Record<string, Record<string, unknown>>>;

beforeAll(async () => {
  opened = await openTestDatabase();
  for (const name of ['anna', 'bert']) insertUser(opened.db, name);
  insert('linked_platforms', link(1, 'telegram', 'first'));
  return () => opened[Symbol.asyncDispose]();
});

test.each(refusedUsers)('the schema itself refuses %s', (...[, fault, changes]) => {
  const row: Row = { ...userRow('Newborn'), ...changes };
  expect(() => insert('users', row)).toThrow(fault);
});

test.each(['abc', 'a'.repeat(32), 'A.b_C-9', '...', 'Zz0'])('the schema takes %s', (name) => {
  expect(insertUser(opened.db, name)).toBeGreaterThan(0);
});

test.each<readonly [string, string, string, Row]>([
  ['a session without a hash', 'sessions_token_hash', 'sessions', session(1, 'abc')],
  ['a session of nobody', 'FOREIGN KEY', 'sessions', session(99, HASH)],
  ['a link of nobody', 'FOREIGN KEY', 'linked_platforms', link(99, 'discord', 'a')],
  ['a second link to a platform', 'UNIQUE', 'linked_platforms', link(1, 'telegram', 'other')],
  ['an account of two users', 'UNIQUE', 'linked_platforms', link(2, 'telegram', 'first')],
  ['an action against nobody', 'FOREIGN KEY', 'moderation_actions', action(99)],
  ['a chat of nobody', 'FOREIGN KEY', 'chats', { owner_id: 99, ...chat() }],
])('the schema itself refuses %s', (...[, fault, table, row]) => {
  expect(() => insert(table, row)).toThrow(fault);
});

function insert(table: string, row: Row): void {
  opened.db.run(untyped.insertInto(table).values(row));
}

function nameAndKey(username: string) {
  return { username, username_key: username };
}

function session(user_id: number, token_hash: string) {
  return {
    user_id,
    token_hash,
    token_suffix: 'x',
    origin: 'demo',
    created_at: MOMENT,
    expires_at: MOMENT,
  };
}

function link(user_id: number, platform: string, platform_user_id: string) {
  return { user_id, platform, platform_user_id, platform_username: 'x', linked_at: MOMENT };
}

function action(user_id: number) {
  return { user_id, action_type: 'PLATFORM_BAN', created_at: MOMENT };
}

function chat() {
  return { chat_type: 'group', name: 'x', visibility: 'public', archived: 0 };
}
