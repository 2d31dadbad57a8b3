import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { insertUser, openTestDatabase } from '../../../test/support/test-database.ts';
import { build } from './build.ts';
import type { Connection } from './connection.ts';
import { findDatabaseFailure } from './database-failure.ts';
import type { StatementRun } from './statement.ts';
import { LARGEST_GROUP } from './write-queue.ts';

const NAMES = Array.from({ length: 9 }, (_, at) => `user-${at}`);

test('what one turn of the event loop brings in shares a commit', async () => {
  const transactions = listenForTransactions();
  await using opened = await openTestDatabase(transactions.onStatement);
  transactions.told.length = 0;
  const ids = NAMES.map((name) => opened.db.write((trx) => insertUser(trx, name)));
  expect(await Promise.all(ids)).toEqual(NAMES.map((_, at) => at + 1));
  expect(transactions.told).toEqual(['begin immediate', 'commit']);
  await opened.db.write((trx) => insertUser(trx, 'later'));
  expect(transactions.told).toEqual(['begin immediate', 'commit', 'begin immediate', 'commit']);
});

test('each one runs in the order it came, and sees what those before it did', async () => {
  await using opened = await openTestDatabase();
  const seen = NAMES.map((name) =>
    opened.db.write((trx) => {
      insertUser(trx, name);
      return findNames(trx);
    }),
  );
  expect(await Promise.all(seen)).toEqual(NAMES.map((_, at) => NAMES.slice(0, at + 1)));
});

test('a name that one takes is taken for the next', async () => {
  await using opened = await openTestDatabase();
  const claims = ['anna', 'ANNA', 'bert'].map((name) =>
    opened.db.write((trx) => insertUser(trx, name)),
  );
  const ended = await Promise.allSettled(claims);
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(findNames(opened.db)).toEqual(['anna', 'bert']);
});

test.each([[0], [4], [8], [0, 1], [3, 8], [0, 4, 8], NAMES.map((_, at) => at)])(
  'of nine, those that fail are refused alone, each with its own error (%j, …)',
  async (...failing) => {
    await using opened = await openTestDatabase();
    const ended = await Promise.allSettled(
      NAMES.map((name, at) =>
        opened.db.write((trx) => {
          insertUser(trx, name);
          if (failing.includes(at)) throw new Error(`${name} fails`);
          return name;
        }),
      ),
    );
    const told = ended.map((end) =>
      end.status === 'fulfilled' ? end.value : (end.reason as Error).message,
    );
    expect(told).toEqual(NAMES.map((name, at) => (failing.includes(at) ? `${name} fails` : name)));
    expect(findNames(opened.db)).toEqual(NAMES.filter((_, at) => !failing.includes(at)));
  },
);

test('a commit that fails refuses all that were in it, and the next one is stored', async () => {
  await using opened = await openTestDatabase();
  const writes = NAMES.map((name, at) =>
    opened.db.write((trx) => {
      // The commit fails, because the reference is still invalid at the end.
      if (at === 4) trx.run(sql`pragma defer_foreign_keys = on`);
      insertUser(trx, name, at === 4 ? { subscription_granted_by: 99 } : {});
    }),
  );
  const ended = await Promise.allSettled(writes);
  const refusal = { status: 'rejected', reason: { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' } };
  expect(ended).toMatchObject(NAMES.map(() => refusal));
  expect(findNames(opened.db)).toEqual([]);
  await opened.db.write((trx) => insertUser(trx, 'anna'));
  expect(findNames(opened.db)).toEqual(['anna']);
});

test('nobody is told before the commit, which others can read by then', async () => {
  const order: unknown[] = [];
  const hear = ({ sql: text }: StatementRun) => text === 'commit' && order.push(text);
  await using opened = await openTestDatabase((run) => void hear(run));
  const other = new Sqlite(opened.file, { readonly: true });
  const count = other.prepare('select count(*) from users').pluck();
  order.length = 0;
  const writes = NAMES.slice(0, 3).map((name) => opened.db.write((trx) => insertUser(trx, name)));
  await Promise.all(writes.map((write) => write.then(() => order.push(count.get()))));
  other.close();
  expect(order).toEqual(['commit', 3, 3, 3]);
});

test('a group has a largest size, and the event loop turns between two', async () => {
  const commits: string[] = [];
  await using opened = await openTestDatabase(({ sql: text }) => {
    if (text === 'commit') commits.push(text);
  });
  commits.length = 0;
  const many = Array.from({ length: 2 * LARGEST_GROUP + 1 }, (_, at) => `user-${at}`);
  const writes = many.map((name) => opened.db.write((trx) => insertUser(trx, name)));
  const stored: number[] = [];
  while (stored.at(-1) !== many.length) {
    await nextTurn();
    stored.push(findNames(opened.db).length);
  }
  expect(new Set(stored)).toEqual(new Set([LARGEST_GROUP, 2 * LARGEST_GROUP, many.length]));
  expect(await Promise.all(writes)).toEqual(many.map((_, at) => at + 1));
  expect(commits).toHaveLength(3);
});

test('who is to run again keeps their place before those who came later', async () => {
  await using opened = await openTestDatabase();
  const many = Array.from({ length: LARGEST_GROUP + 2 }, (_, at) => `user-${at}`);
  const writes = many.map((name, at) =>
    opened.db.write((trx) => {
      if (at === 0) throw new Error('a bug');
      return insertUser(trx, name);
    }),
  );
  await Promise.allSettled(writes);
  expect(findNames(opened.db)).toEqual(many.slice(1));
});

test('while the database is busy each one waits as long as it has patience', async () => {
  await using opened = await openTestDatabase();
  using lock = holdLock(opened.file);
  let runs = 0;
  const write = (name: string, patience: number) =>
    opened.db.write((trx) => {
      runs += 1;
      return insertUser(trx, name);
    }, patience);
  const patient = write('anna', 10_000);
  const impatient = write('bert', 60);
  const error = await impatient.catch((reason: unknown) => reason);
  expect(findDatabaseFailure(error)).toBe('busy');
  const latecomer = write('carl', 10_000);
  await sleep(20);
  expect(runs).toBe(0);
  lock[Symbol.dispose]();
  expect(await Promise.all([patient, latecomer])).toEqual([1, 2]);
  expect(findNames(opened.db)).toEqual(['anna', 'carl']);
});

test('a member that fails while the database is busy between is still refused alone', async () => {
  await using opened = await openTestDatabase();
  using lock = holdLock(opened.file);
  const failing = opened.db.write(() => {
    throw new Error('a bug');
  });
  const writing = opened.db.write((trx) => insertUser(trx, 'anna'));
  await sleep(20);
  lock[Symbol.dispose]();
  await expect(failing).rejects.toThrow('a bug');
  expect(await writing).toBe(1);
});

test('closing waits for what was handed in, the groups behind the first too', async () => {
  await using opened = await openTestDatabase();
  const many = Array.from({ length: LARGEST_GROUP + 1 }, (_, at) => `user-${at}`);
  const writes = many.map((name) => opened.db.write((trx) => insertUser(trx, name)));
  await opened.db.close();
  expect(await Promise.all(writes)).toHaveLength(many.length);
});

function findNames(db: Connection): readonly string[] {
  const rows = db.all(build.selectFrom('users').select('username').orderBy('id'));
  return rows.map(({ username }) => username);
}

/** Records the begin and end of transactions. */
function listenForTransactions() {
  const told: string[] = [];
  const onStatement = ({ sql: text }: StatementRun) => {
    if (/^(begin|commit|rollback)/.test(text)) told.push(text);
  };
  return { told, onStatement };
}

/** Holds the write lock on a separate connection, like another process. */
function holdLock(file: string): Disposable {
  const sqlite = new Sqlite(file);
  sqlite.exec('begin immediate');
  return { [Symbol.dispose]: () => void sqlite.close() };
}
