import { expect, test } from 'vitest';
import { insertUser, openTestDatabase } from '../../../test/support/test-database.ts';
import { build } from './build.ts';
import { prepareQuery } from './prepared-query.ts';
import type { StatementRun } from './statement.ts';

const inOrder = prepareQuery((id: number, key: string) =>
  build.selectFrom('users').select('id').where('id', '=', id).where('username_key', '=', key),
);

const turnedAround = prepareQuery((id: number, key: string) =>
  build.selectFrom('users').select('id').where('username_key', '=', key).where('id', '=', id),
);

test.each([
  ['in the order given', inOrder],
  ['in another order', turnedAround],
])('arguments are bound %s', async (_name, query) => {
  await using opened = await openTestDatabase();
  const id = insertUser(opened.db, 'anna');
  const other = insertUser(opened.db, 'bert');
  expect(query.all(opened.db, id, 'anna')).toEqual([{ id }]);
  expect(query.all(opened.db, other, 'bert')).toEqual([{ id: other }]);
  expect(query.all(opened.db, other, 'anna')).toEqual([]);
});

test('constants stay, and an argument may be used twice', async () => {
  const query = prepareQuery((key: string) =>
    build
      .selectFrom('users')
      .select('username')
      .where('permission_level', '=', 2)
      .where((where) => where.or([where('username_key', '=', key), where('username', '=', key)]))
      .limit(1),
  );
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'Anna', { permission_level: 2 });
  insertUser(opened.db, 'Bert', { permission_level: 1 });
  expect(query.all(opened.db, 'anna')).toEqual([{ username: 'Anna' }]);
  expect(query.all(opened.db, 'Anna')).toEqual([{ username: 'Anna' }]);
  expect(query.all(opened.db, 'bert')).toEqual([]);
});

test('arguments may be null', async () => {
  const query = prepareQuery((source: 'discord' | null) =>
    build.selectFrom('users').select('username').where('avatar_source', 'is', source),
  );
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna', { avatar_source: 'discord' });
  insertUser(opened.db, 'bert');
  expect(query.all(opened.db, null)).toEqual([{ username: 'bert' }]);
  expect(query.all(opened.db, 'discord')).toEqual([{ username: 'anna' }]);
});

test('the first row is taken, or undefined', async () => {
  await using opened = await openTestDatabase();
  const id = insertUser(opened.db, 'anna');
  expect(inOrder.first(opened.db, id, 'anna')).toEqual({ id });
  expect(inOrder.first(opened.db, id, 'nobody')).toBeUndefined();
});

test('the query is built once, and its SQL stays the same on every run and database', async () => {
  const statements = new Set<string>();
  const log = ({ sql }: StatementRun) => void statements.add(sql);
  await using opened = await openTestDatabase(log);
  await using another = await openTestDatabase(log);
  let built = 0;
  const query = prepareQuery((id: number) => {
    built += 1;
    return build.selectFrom('users').select('username').where('id', '=', id);
  });
  const id = insertUser(another.db, 'anna');
  statements.clear();
  expect(query.all(opened.db, id)).toEqual([]);
  expect(query.all(another.db, id)).toEqual([{ username: 'anna' }]);
  expect(built).toBe(1);
  expect([...statements]).toEqual(['select "username" from "users" where "id" = +?']);
});

test('in a transaction it sees what the transaction wrote', async () => {
  await using opened = await openTestDatabase();
  const found = await opened.db.write((trx) => {
    const id = insertUser(trx, 'anna');
    return [{ id }, inOrder.first(trx, id, 'anna')];
  });
  expect(found[1]).toEqual(found[0]);
});
