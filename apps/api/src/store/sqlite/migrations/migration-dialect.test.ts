import Sqlite from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { createFolder } from '../../../../test/support/create-folder.ts';
import { findDatabaseFailure } from '../database-failure.ts';
import { MigrationDialect } from './migration-dialect.ts';

interface Notes {
  notes: { id: number; text: string };
}

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

interface Opened extends AsyncDisposable {
  readonly db: Kysely<Notes>;
}

function open(file = ':memory:'): Opened {
  const sqlite = new Sqlite(file);
  sqlite.pragma('journal_mode = WAL');
  sqlite.exec('create table notes (id integer primary key, text text not null) strict');
  const db = new Kysely<Notes>({ dialect: new MigrationDialect(sqlite) });
  return { db, [Symbol.asyncDispose]: () => db.destroy() };
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
