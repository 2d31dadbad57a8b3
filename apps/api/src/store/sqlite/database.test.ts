import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createFolder } from '../../../test/support/create-folder.ts';
import { insertUser, openTestDatabase } from '../../../test/support/test-database.ts';
import { build } from './build.ts';
import type { Connection } from './connection.ts';
import { findDatabaseFailure } from './database-failure.ts';
import { openDatabase } from './file/open-database.ts';

const HELD_MS = 300;

test('work waits for the lock of another, and others are served meanwhile', async () => {
  await using opened = await openTestDatabase();
  const lock = holdLock(opened.file);
  let isDone = false;
  const writing = opened.db
    .write((trx) => insertUser(trx, 'anna'))
    .then(() => {
      isDone = true;
    });
  await sleep(HELD_MS);
  expect(findNames(opened.db)).toEqual([]);
  expect(isDone).toBe(false);
  lock.release();
  await writing;
  expect(findNames(opened.db)).toEqual(['anna']);
});

test('the busy error comes out when the patience is over, and the work never ran', async () => {
  await using opened = await openTestDatabase();
  const lock = holdLock(opened.file);
  let runs = 0;
  const writing = opened.db.write(() => {
    runs += 1;
  }, 150);
  const error = await writing.catch((reason: unknown) => reason);
  lock.release();
  expect(findDatabaseFailure(error)).toBe('busy');
  expect(runs).toBe(0);
  await opened.db.write((trx) => insertUser(trx, 'anna'));
  expect(findNames(opened.db)).toEqual(['anna']);
});

test('work that fails leaves nothing', async () => {
  await using opened = await openTestDatabase();
  const failing = opened.db.write((trx) => {
    insertUser(trx, 'anna');
    insertUser(trx, 'ANNA');
  });
  await expect(failing).rejects.toThrow('UNIQUE constraint failed: users.username_key');
  expect(findNames(opened.db)).toEqual([]);
});

test('nobody sees half of a transaction', async () => {
  await using opened = await openTestDatabase();
  const other = new Sqlite(opened.file, { readonly: true });
  const countFromOutside = other.prepare('select count(*) from users').pluck();
  const seen: unknown[] = [];
  const reads: unknown[] = [];
  const read = () => void reads.push(findNames(opened.db));
  read();
  const writing = opened.db.write((trx) => {
    insertUser(trx, 'anna');
    for (const soon of [queueMicrotask, process.nextTick, setImmediate]) soon(read);
    seen.push(countFromOutside.get());
    insertUser(trx, 'bert');
    seen.push(countFromOutside.get());
  });
  await writing.then(read);
  await nextTurn();
  seen.push(countFromOutside.get());
  other.close();
  expect(seen).toEqual([0, 0, 2]);
  const all = ['anna', 'bert'];
  expect(reads, 'a read on the same connection').toEqual([[], all, all, all, all]);
});

test('what was handed in is stored before the file is let go of', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  const db = await openDatabase(file, { create: true });
  const writing = db.write((trx) => insertUser(trx, 'anna'));
  await db.close();
  expect(await writing).toBe(1);
  await expect(db.write((trx) => insertUser(trx, 'bert'))).rejects.toThrow('not open');
  const again = await openDatabase(file, { create: false });
  expect(findNames(again)).toEqual(['anna']);
  await again.close();
});

/** Holds the write lock on a separate connection, like another process. */
function holdLock(file: string): { release(): void } {
  const sqlite = new Sqlite(file);
  sqlite.exec('begin immediate');
  return {
    release() {
      sqlite.exec('commit');
      sqlite.close();
    },
  };
}

function findNames(db: Connection): readonly string[] {
  const rows = db.all(build.selectFrom('users').select('username').orderBy('id'));
  return rows.map(({ username }) => username);
}
