import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { insertUser, openTestDatabase } from '../../../test/support/test-database.ts';
import { build } from './build.ts';
import type { Connection } from './connection.ts';
import { findDatabaseFailure } from './database-failure.ts';
import { inTransaction, type Work } from './transaction.ts';

test('work is stored whole, and its result answered', async () => {
  await using opened = await openTestDatabase();
  const ids = inTransaction(opened.db, (trx) => ['anna', 'bert'].map((n) => insertUser(trx, n)));
  expect(ids).toEqual([1, 2]);
  expect(countUsers(opened.db)).toBe(2);
});

test('the write lock is held from the first moment', async () => {
  await using opened = await openTestDatabase();
  const other = new Sqlite(opened.file, { timeout: 0 });
  inTransaction(opened.db, (trx) => {
    countUsers(trx);
    expect(() => other.exec('begin immediate')).toThrow('database is locked');
  });
  other.exec('begin immediate');
  other.close();
});

test('work that throws leaves nothing, and the next one begins afresh', async () => {
  await using opened = await openTestDatabase();
  const failing = () =>
    inTransaction(opened.db, (trx) => {
      insertUser(trx, 'anna');
      throw new Error('stop here');
    });
  expect(failing).toThrow('stop here');
  expect(opened.db.isInTransaction()).toBe(false);
  inTransaction(opened.db, (trx) => insertUser(trx, 'bert'));
  expect(countUsers(opened.db)).toBe(1);
});

test('work that awaits is refused by the types, and where they are lied to', async () => {
  await using opened = await openTestDatabase();
  const later = async (trx: Connection) => void insertUser(trx, 'anna');
  // @ts-expect-error A promise is never the result of a transaction.
  expect(() => inTransaction(opened.db, later)).toThrow('awaits nothing');
  expect(() => inTransaction(opened.db, later as unknown as Work<void>)).toThrow('awaits nothing');
  expect(countUsers(opened.db)).toBe(0);
});

test('a transaction does not begin inside another, which goes on', async () => {
  await using opened = await openTestDatabase();
  inTransaction(opened.db, (trx) => {
    insertUser(trx, 'anna');
    expect(() => inTransaction(trx, () => undefined)).toThrow('within a transaction');
  });
  expect(countUsers(opened.db)).toBe(1);
});

test('a full database is told as such, and serves on', async () => {
  await using opened = await openTestDatabase();
  opened.db.run(sql`create table ballast (content blob) strict`);
  const { page_count } = opened.db.one(sql<{ page_count: number }>`pragma page_count`);
  opened.db.all(sql`pragma max_page_count = ${sql.lit(page_count)}`);
  const fill = () =>
    inTransaction(opened.db, (trx) => {
      insertUser(trx, 'gone');
      trx.run(sql`insert into ballast values (zeroblob(1000000))`);
    });
  expect(findDatabaseFailure(thrownBy(fill))).toBe('storage');
  expect(opened.db.isInTransaction()).toBe(false);
  inTransaction(opened.db, (trx) => insertUser(trx, 'anna'));
  expect(countUsers(opened.db)).toBe(1);
});

function countUsers(db: Connection): number {
  return db.one(build.selectFrom('users').select((row) => row.fn.countAll<number>().as('count')))
    .count;
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
