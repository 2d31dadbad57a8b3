import Sqlite from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { createFolder } from '../../test/create-folder.ts';
import { findDatabaseFailure } from './database-failure.ts';
import { PortalSqliteDialect } from './sqlite-dialect.ts';

const CACHE_SIZE = 256;

interface Notes {
  notes: { id: number; text: string };
}

test('a statement is prepared once, however often it runs', async () => {
  await using opened = open();
  for (const id of [1, 2, 3]) await insertNote(opened.db, id);
  expect(opened.prepared.filter((text) => text.startsWith('insert'))).toHaveLength(1);
  expect(await findIds(opened.db)).toEqual([1, 2, 3]);
});

test('the cache is bounded, and what was not used for longest goes first', async () => {
  await using opened = open();
  const run = (value: number) => sql`select ${sql.lit(value)}`.execute(opened.db);
  for (let value = 0; value < CACHE_SIZE; value += 1) await run(value);
  await run(0);
  await run(CACHE_SIZE);
  opened.prepared.length = 0;
  await run(0);
  await run(CACHE_SIZE);
  await run(2);
  expect(opened.prepared).toEqual([]);
  await run(1);
  expect(opened.prepared).toEqual(['select 1']);
});

test('a statement that is being read from is not shared', async () => {
  await using opened = open();
  for (const id of [1, 2, 3]) await insertNote(opened.db, id);
  const driver = new PortalSqliteDialect(opened.sqlite).createDriver();
  await driver.init();
  const connection = await driver.acquireConnection();
  const all = opened.db.selectFrom('notes').select('id').orderBy('id').compile();
  const pairs: unknown[] = [];
  for await (const { rows } of connection.streamQuery<{ id: number }>(all, 1)) {
    const meanwhile = await connection.executeQuery<{ id: number }>(all);
    pairs.push([...rows, ...meanwhile.rows].map(({ id }) => id));
  }
  expect(pairs).toEqual([
    [1, 1, 2, 3],
    [2, 1, 2, 3],
    [3, 1, 2, 3],
  ]);
});

test('a transaction holds the write lock from its first moment', async () => {
  await using folder = await createFolder();
  await using opened = open(folder.file('notes.db'));
  const other = new Sqlite(folder.file('notes.db'), { timeout: 0 });
  await opened.db.transaction().execute(async (trx) => {
    await findIds(trx);
    expect(() => other.exec('begin immediate')).toThrow('database is locked');
    await insertNote(trx, 1);
  });
  other.exec('begin immediate');
  other.close();
  expect(await findIds(opened.db)).toEqual([1]);
});

test('what a failed transaction did to the schema is undone with the rest', async () => {
  await using opened = open();
  const failing = opened.db.transaction().execute(async (trx) => {
    await trx.schema.createTable('half').addColumn('id', 'integer').execute();
    await insertNote(trx, 1);
    throw new Error('stop here');
  });
  await expect(failing).rejects.toThrow('stop here');
  const tables = await opened.db.introspection.getTables();
  expect(tables.map(({ name }) => name)).toEqual(['notes']);
  expect(await findIds(opened.db)).toEqual([]);
  expect(opened.db.getExecutor().adapter.supportsTransactionalDdl).toBe(true);
});

test('a full database is told as such, and serves on', async () => {
  await using folder = await createFolder();
  await using opened = open(folder.file('notes.db'));
  await sql`pragma max_page_count = 4`.execute(opened.db);
  const failing = opened.db.transaction().execute(async (trx) => {
    await insertNote(trx, 1);
    await trx
      .insertInto('notes')
      .values({ id: 2, text: 'x'.repeat(100_000) })
      .execute();
  });
  const error = await failing.catch((reason: unknown) => reason);
  expect(findDatabaseFailure(error)).toBe('storage');
  await insertNote(opened.db, 3);
  expect(await findIds(opened.db)).toEqual([3]);
});

test('closing lets go of the file', async () => {
  await using folder = await createFolder();
  const { db, sqlite } = open(folder.file('notes.db'));
  await findIds(db);
  await db.destroy();
  expect(sqlite.open).toBe(false);
});

interface Opened extends AsyncDisposable {
  readonly db: Kysely<Notes>;
  readonly sqlite: Sqlite.Database;
  /** The SQL of every statement that was prepared, in order. */
  readonly prepared: string[];
}

function open(file = ':memory:'): Opened {
  const sqlite = new Sqlite(file);
  sqlite.pragma('journal_mode = WAL');
  sqlite.exec('create table notes (id integer primary key, text text not null) strict');
  const prepared: string[] = [];
  const prepare = sqlite.prepare.bind(sqlite);
  const watched = Object.assign(sqlite, {
    prepare(text: string) {
      prepared.push(text);
      return prepare(text);
    },
  });
  const db = new Kysely<Notes>({ dialect: new PortalSqliteDialect(watched) });
  return { db, sqlite, prepared, [Symbol.asyncDispose]: () => db.destroy() };
}

async function insertNote(db: Kysely<Notes>, id: number): Promise<void> {
  await db
    .insertInto('notes')
    .values({ id, text: `note ${id}` })
    .execute();
}

async function findIds(db: Kysely<Notes>): Promise<readonly number[]> {
  const rows = await db.selectFrom('notes').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
