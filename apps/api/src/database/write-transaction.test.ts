import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { insertUser, openTestDatabase } from '../../test/test-database.ts';
import { findDatabaseFailure } from './database-failure.ts';
import type { Database } from './tables.ts';
import { inWriteTransaction } from './write-transaction.ts';

const HELD_MS = 300;

test('work waits for the lock of another, and others are served meanwhile', async () => {
  await using opened = await openTestDatabase();
  const lock = holdLock(opened.file);
  let isDone = false;
  const writing = inWriteTransaction(opened.db, (trx) => insertUser(trx, 'anna')).then(() => {
    isDone = true;
  });
  await sleep(HELD_MS);
  expect(await findNames(opened.db)).toEqual([]);
  expect(isDone).toBe(false);
  lock.release();
  await writing;
  expect(await findNames(opened.db)).toEqual(['anna']);
});

test('the busy error comes out when the patience is over, and the work never ran', async () => {
  await using opened = await openTestDatabase();
  const lock = holdLock(opened.file);
  let runs = 0;
  const writing = inWriteTransaction(
    opened.db,
    async () => {
      runs += 1;
    },
    150,
  );
  const error = await writing.catch((reason: unknown) => reason);
  lock.release();
  expect(findDatabaseFailure(error)).toBe('busy');
  expect(runs).toBe(0);
  await inWriteTransaction(opened.db, (trx) => insertUser(trx, 'anna'));
  expect(await findNames(opened.db)).toEqual(['anna']);
});

test('work that fails leaves nothing', async () => {
  await using opened = await openTestDatabase();
  const failing = inWriteTransaction(opened.db, async (trx) => {
    await insertUser(trx, 'anna');
    await insertUser(trx, 'ANNA');
  });
  await expect(failing).rejects.toThrow('UNIQUE constraint failed: users.username_key');
  expect(await findNames(opened.db)).toEqual([]);
});

test('nobody sees half of a transaction', async () => {
  await using opened = await openTestDatabase();
  const other = new Sqlite(opened.file, { readonly: true });
  const countFromOutside = other.prepare('select count(*) from users').pluck();
  const seen: unknown[] = [];
  let meanwhile: Promise<readonly string[]> | undefined;
  await inWriteTransaction(opened.db, async (trx) => {
    await insertUser(trx, 'anna');
    meanwhile = findNames(opened.db);
    seen.push(countFromOutside.get());
    await insertUser(trx, 'bert');
    seen.push(countFromOutside.get());
  });
  seen.push(countFromOutside.get());
  other.close();
  expect(seen).toEqual([0, 0, 2]);
  expect(await meanwhile).toEqual(['anna', 'bert']);
});

/** Holds the write lock on a connection of its own, as another process would. */
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

async function findNames(db: Kysely<Database>): Promise<readonly string[]> {
  const rows = await db.selectFrom('users').select('username').orderBy('id').execute();
  return rows.map(({ username }) => username);
}
