import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createFolder } from '../../../../test/support/create-folder.ts';
import { disableBusyTimeout, openSqlite, requireSettings, type SqliteFile } from './open-sqlite.ts';

const PORTAL_ID = 0x5052544c;

/** The settings for durability and safety. FULL is 2. */
const SETTINGS = {
  application_id: PORTAL_ID,
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  temp_store: 2,
  cache_size: -16_000,
  journal_size_limit: 64 * 1024 * 1024,
  busy_timeout: 10_000,
};

test.each(['opening', 'reopening'])('%s a file gives every setting', async (when) => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  if (when === 'reopening') (await openSqlite(file, { create: true })).close();
  const sqlite = await openSqlite(file, { create: when === 'opening' });
  expect(readSettings(sqlite)).toEqual(SETTINGS);
  sqlite.close();
});

test('opening waits for another process that is making the same file', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  writeIdentity(file, PORTAL_ID);
  const other = new Sqlite(file);
  other.exec('begin immediate');
  const opening = openSqlite(file, { create: true });
  await sleep(100);
  other.exec('create table made_meanwhile (id integer); commit');
  other.close();
  const sqlite = await opening;
  expect(readSettings(sqlite)).toEqual(SETTINGS);
  sqlite.close();
});

test('a server never waits for a lock inside SQLite, which would block it whole', async () => {
  await using folder = await createFolder();
  const sqlite = await openSqlite(folder.file('portal.db'), { create: true });
  disableBusyTimeout(sqlite);
  expect(sqlite.pragma('busy_timeout', { simple: true })).toBe(0);
  sqlite.close();
});

test('a new file is made with the folders it lies in', async () => {
  await using folder = await createFolder();
  (await openSqlite(folder.file('a/b/portal.db'), { create: true })).close();
  expect(await readdir(folder.file('a/b'))).toEqual(['portal.db']);
});

const IS_NOT_OURS = 'is not a Portal database; choose another file with --db';

test.each<[string, (file: string) => Promise<void> | void, string]>([
  [
    'a text file',
    (file) => writeFile(file, 'Dear diary\n'.repeat(1000)),
    'damaged or no database (file is not a database)',
  ],
  ['the database of another program', writeForeignDatabase, IS_NOT_OURS],
  [
    'a database with another application id',
    (file) => writeIdentity(file, 0x47504b47),
    IS_NOT_OURS,
  ],
  ['a later kind of Portal database', (file) => writeIdentity(file, PORTAL_ID + 1), IS_NOT_OURS],
])('%s is refused and left as it is', async (_name, write, sentence) => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await write(file);
  const before = await readFile(file);
  for (const create of [true, false]) {
    await expect(openSqlite(file, { create })).rejects.toMatchObject({
      name: 'OperatorError',
      message: expect.stringContaining(sentence),
    });
  }
  expect((await readFile(file)).equals(before)).toBe(true);
  expect(await readdir(folder.path)).toEqual(['portal.db']);
});

test('a folder is refused', async () => {
  await using folder = await createFolder();
  await mkdir(folder.file('portal.db'));
  await expect(openSqlite(folder.file('portal.db'), { create: true })).rejects.toMatchObject({
    name: 'OperatorError',
    message: `cannot open the database ${folder.file('portal.db')}: unable to open database file`,
  });
  expect(await readdir(folder.path, { recursive: true })).toEqual(['portal.db']);
});

test('a file inside a file is refused', async () => {
  await using folder = await createFolder();
  await writeFile(folder.file('notes'), 'text');
  await expect(openSqlite(folder.file('notes/portal.db'), { create: true })).rejects.toMatchObject({
    name: 'OperatorError',
    message: expect.stringContaining(`cannot open the database ${folder.file('notes/portal.db')}`),
  });
});

test('a missing file is refused, and not made, where it must exist', async () => {
  await using folder = await createFolder();
  const file = folder.file('data/portal.db');
  await expect(openSqlite(file, { create: false })).rejects.toMatchObject({
    name: 'OperatorError',
    message: `there is no database at ${file}; make one with: portal migrate --db ${file}`,
  });
  expect(await readdir(folder.path)).toEqual([]);
});

test('what a file that was emptied held is never taken for nothing', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await writeFile(file, '');
  for (const create of [true, false]) {
    await expect(openSqlite(file, { create })).rejects.toMatchObject({
      name: 'OperatorError',
      message: `${file} is empty, which no database is; restore a backup with: portal restore FILE --replace --db ${file}, or remove it to start anew`,
    });
  }
  expect(await readFile(file)).toHaveLength(0);
});

test('a WAL whose database is gone is not thrown away with a new one', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await writeFile(`${file}-wal`, 'what was stored last');
  await expect(openSqlite(file, { create: true })).rejects.toThrow(
    `${file} is gone and its ${file}-wal is not`,
  );
  expect(await readdir(folder.path)).toEqual(['portal.db-wal']);
});

test.each([
  ['journal_mode = DELETE', 'journal_mode wal (it is delete)'],
  ['synchronous = NORMAL', 'synchronous 2 (it is 1)'],
  ['synchronous = OFF', 'synchronous 2 (it is 0)'],
  ['foreign_keys = OFF', 'foreign_keys 1 (it is 0)'],
  ['trusted_schema = ON', 'trusted_schema 0 (it is 1)'],
  ['cell_size_check = OFF', 'cell_size_check 1 (it is 0)'],
  ['temp_store = FILE', 'temp_store 2 (it is 1)'],
  ['cache_size = -2000', 'cache_size -16000 (it is -2000)'],
  ['journal_size_limit = -1', 'journal_size_limit 67108864 (it is -1)'],
])('a connection that reads back %s is refused', async (setting, told) => {
  await using folder = await createFolder();
  const sqlite = await openSqlite(folder.file('portal.db'), { create: true });
  requireSettings(sqlite);
  sqlite.pragma(setting);
  expect(() => requireSettings(sqlite)).toThrow(
    `the database refuses ${told}; keep it on a local disk`,
  );
  sqlite.close();
});

function readSettings(sqlite: SqliteFile): Record<string, unknown> {
  const names = Object.keys(SETTINGS);
  return Object.fromEntries(names.map((name) => [name, sqlite.pragma(name, { simple: true })]));
}

function writeForeignDatabase(file: string): void {
  const sqlite = new Sqlite(file);
  sqlite.exec('create table diary (entry text)');
  sqlite.close();
}

function writeIdentity(file: string, id: number): void {
  const sqlite = new Sqlite(file);
  sqlite.pragma(`application_id = ${id}`);
  sqlite.close();
}
