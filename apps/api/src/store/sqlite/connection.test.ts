import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { insertUser, openTestDatabase, userRow } from '../../../test/support/test-database.ts';
import { build } from './build.ts';
import { createConnection } from './connection.ts';
import type { StatementRun } from './statement.ts';

const MAX_STATEMENTS = 256;

const usernames = build.selectFrom('users').select('username').orderBy('id');

test('all rows, the first one, the one there is, or how many were changed', async () => {
  await using opened = await openTestDatabase();
  const { db } = opened;
  const added = db.one(build.insertInto('users').values(userRow('anna')).returning('id'));
  const [anna, bert] = [{ username: 'anna' }, { username: 'bert' }];
  expect(added).toEqual({ id: 1 });
  expect(db.run(build.insertInto('users').values(userRow('bert')))).toBe(1);
  expect(db.all(usernames)).toEqual([anna, bert]);
  expect(db.first(usernames)).toEqual(anna);
  expect(db.one(usernames.where('id', '=', 2))).toEqual(bert);
  expect(db.run(build.updateTable('users').set({ avatar_source: 'discord' }))).toBe(2);
});

test('without a row the first is undefined, and the one is an error that names the query', async () => {
  await using opened = await openTestDatabase();
  expect(opened.db.all(usernames)).toEqual([]);
  expect(opened.db.first(usernames)).toBeUndefined();
  expect(() => opened.db.one(usernames)).toThrow('no row: select "username" from "users"');
});

test('a builder runs nothing by itself', async () => {
  await expect(usernames.execute()).rejects.toThrow('this only builds queries');
});

test('what SQLite refuses is thrown', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  expect(() => insertUser(opened.db, 'ANNA')).toThrow('UNIQUE constraint failed');
  expect(() => opened.db.all(sql`select 1 from nowhere`)).toThrow('no such table: nowhere');
});

test('a statement is prepared once, however often it runs', () => {
  const { db, prepared } = openWatched();
  const notes = (id: number) => sql`select ${id} as id`;
  expect([1, 2, 3].map((id) => db.first(notes(id)))).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  expect(prepared).toEqual(['select +? as id']);
});

test('statements are not kept without bound', () => {
  const { db, prepared } = openWatched();
  const run = (value: number) => void db.all(sql`select ${sql.lit(value)}`);
  for (let value = 0; value < MAX_STATEMENTS; value += 1) run(value);
  prepared.length = 0;
  run(0);
  expect(prepared).toEqual([]);
  run(MAX_STATEMENTS);
  run(0);
  expect(prepared).toEqual([`select ${MAX_STATEMENTS}`, 'select 0']);
});

test('each statement is told once it has run, with its time, and why it was refused', () => {
  const told: StatementRun[] = [];
  const { db } = openWatched((run) => told.push(run));
  db.all(sql`select 1`);
  db.first(sql`select 2`);
  db.run(sql`create table notes (id integer primary key) strict`);
  db.prepare('insert into notes values (1)').run();
  expect(() => db.run(sql`insert into notes values (1)`)).toThrow('UNIQUE');
  expect(() => db.first(sql`select 1 from nowhere`)).toThrow('no such table');
  expect(told.map(({ sql: text, error }) => [text, (error as Error | undefined)?.message])).toEqual(
    [
      ['select 1', undefined],
      ['select 2', undefined],
      ['create table notes (id integer primary key) strict', undefined],
      ['insert into notes values (1)', undefined],
      ['insert into notes values (1)', 'UNIQUE constraint failed: notes.id'],
      ['select 1 from nowhere', 'no such table: nowhere'],
    ],
  );
  for (const { milliseconds } of told) expect(milliseconds).toBeGreaterThanOrEqual(0);
});

/** A connection, and the SQL of every statement that it prepared, in order. */
function openWatched(onStatement?: (run: StatementRun) => void) {
  const sqlite = new Sqlite(':memory:');
  const prepared: string[] = [];
  const prepare = sqlite.prepare.bind(sqlite);
  const watched = Object.assign(sqlite, {
    prepare(text: string) {
      prepared.push(text);
      return prepare(text);
    },
  });
  return { db: createConnection(watched as typeof sqlite, onStatement), prepared };
}
