import Sqlite from 'better-sqlite3';
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { expect, test } from 'vitest';
import { dumpFile } from '../../../../test/support/dump-file.ts';
import { insertUser, openTestDatabase } from '../../../../test/support/test-database.ts';
import { migrateDatabase } from './migrate-database.ts';
import { migrations } from './migrations.ts';

const addNotes: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.createTable('notes').addColumn('text', 'text').execute();
    await sql`insert into notes values ('kept')`.execute(db);
  },
};

/** A migration that fails after it has changed the schema and rows. */
const failing: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.createTable('half').addColumn('id', 'integer').execute();
    await db.schema.alterTable('users').addColumn('half', 'text').execute();
    await sql`update users set username = 'changed', username_key = 'changed'`.execute(db);
    await sql`insert into nowhere values (1)`.execute(db);
  },
};

test('migrations run once, in order, and their names are told', async () => {
  await using opened = await openTestDatabase();
  using sqlite = openFile(opened.file);
  const later = { ...migrations, '0098-notes': addNotes };
  expect(await migrateDatabase(sqlite, later)).toEqual(['0098-notes']);
  expect(await migrateDatabase(sqlite, later)).toEqual([]);
  const { rows } = dumpFile(opened.file);
  expect(rows['notes']).toEqual([{ text: 'kept' }]);
  expect(rows['kysely_migration']).toMatchObject([
    ...Object.keys(migrations).map((name) => ({ name })),
    { name: '0098-notes' },
  ]);
});

test('a migration that fails leaves the database as it was, with the ones before it', async () => {
  await using opened = await openTestDatabase();
  using sqlite = openFile(opened.file);
  insertUser(opened.db, 'anna');
  const before = dumpFile(opened.file);
  const later = { ...migrations, '0098-notes': addNotes, '0099-failing': failing };
  await expect(migrateDatabase(sqlite, later)).rejects.toMatchObject({
    name: 'OperatorError',
    message: 'the database could not be migrated and is as it was: no such table: nowhere',
  });
  expect(dumpFile(opened.file)).toEqual(before);
  expect(await migrateDatabase(sqlite, { ...migrations, '0098-notes': addNotes })).toEqual([
    '0098-notes',
  ]);
});

/** A separate connection of the test, closed at its end. */
function openFile(file: string): Sqlite.Database & Disposable {
  const sqlite = new Sqlite(file);
  return Object.assign(sqlite, { [Symbol.dispose]: () => void sqlite.close() });
}
