import { readFile, writeFile } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createFolder } from '../../../../test/support/create-folder.ts';
import { insertUser, openTestDatabase } from '../../../../test/support/test-database.ts';
import { build } from '../build.ts';
import { openDatabase } from './open-database.ts';

test('what was stored is there when the file is opened again', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'Anna');
  const again = await openDatabase(opened.file, { create: false });
  const users = again.all(build.selectFrom('users').select('username'));
  await again.close();
  expect(users).toEqual([{ username: 'Anna' }]);
});

test('a database that needs no migration is opened while another process writes', async () => {
  await using opened = await openTestDatabase();
  const other = new Sqlite(opened.file);
  other.exec('begin immediate');
  const again = await openDatabase(opened.file, { create: false });
  expect(again.all(build.selectFrom('users').select('id'))).toEqual([]);
  other.close();
  await again.close();
});

test('an open database is ready to be served from', async () => {
  await using opened = await openTestDatabase();
  const busy = opened.db.one(sql<{ timeout: number }>`pragma busy_timeout`);
  const sync = opened.db.one(sql<{ synchronous: number }>`pragma synchronous`);
  expect([busy, sync]).toEqual([{ timeout: 0 }, { synchronous: 2 }]);
});

test('each statement is told to the log', async () => {
  const statements: string[] = [];
  await using opened = await openTestDatabase(({ sql }) => void statements.push(sql));
  statements.length = 0;
  opened.db.all(build.selectFrom('users').select('id'));
  expect(statements).toEqual(['select "id" from "users"']);
});

test('a file that is no database is refused and left as it is', async () => {
  await using folder = await createFolder();
  const file = folder.file('notes.txt');
  await writeFile(file, 'Dear diary');
  await expect(openDatabase(file, { create: true })).rejects.toThrow('file is not a database');
  expect(await readFile(file, 'utf8')).toBe('Dear diary');
});
