import { copyFile, stat } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createFolder } from '../../../../test/support/create-folder.ts';
import { insertUser, openTestDatabase } from '../../../../test/support/test-database.ts';
import { build } from '../build.ts';
import { openDatabase } from './open-database.ts';

test('what a killed process left in the WAL is in the database before anything new is stored', async () => {
  await using killed = await openTestDatabase();
  await using folder = await createFolder();
  insertUser(killed.db, 'anna');
  const [file, alone] = [folder.file('portal.db'), folder.file('alone.db')];
  for (const end of ['', '-wal']) await copyFile(`${killed.file}${end}`, `${file}${end}`);
  expect((await stat(`${file}-wal`)).size).toBeGreaterThan(0);

  const db = await openDatabase(file, { create: false });
  expect((await stat(`${file}-wal`)).size).toBe(0);
  await copyFile(file, alone);
  await db.close();

  const kept = await openDatabase(alone, { create: false });
  expect(kept.all(build.selectFrom('users').select('username'))).toEqual([{ username: 'anna' }]);
  await kept.close();
});

test('a file that another process reads is opened all the same, and its WAL left as it is', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  const reader = new Sqlite(opened.file);
  reader.exec('begin; select id from users');
  const db = await openDatabase(opened.file, { create: false });
  expect((await stat(`${opened.file}-wal`)).size).toBeGreaterThan(0);
  await db.close();
  reader.close();
});
