import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrateDatabase } from './migrate-database.ts';
import { migrations } from './migrations.ts';

const INITIAL = { '0001-initial': migrations['0001-initial'] } as typeof migrations;
const ADD_USER = `insert into users (id, username, username_key, subscription_tier, permission_level,
  created_at, updated_at) values (?, 'anna', 'anna', 0, 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')`;

test.each([
  ['the last that JavaScript tells from its neighbour', 2n ** 53n - 1n, undefined],
  ['the first that it does not', 2n ** 53n, 'users_safe_id'],
  ['the greatest of SQLite', 2n ** 63n - 1n, 'users_safe_id'],
  ['0', 0n, 'users_safe_id'],
])('an id that is %s is stored or refused', async (_name, id, refusal) => {
  const sqlite = new Sqlite(':memory:');
  await migrateDatabase(sqlite, migrations);
  const add = () => sqlite.prepare(ADD_USER).run(id);
  if (refusal === undefined) expect(add().changes).toBe(1);
  else expect(add).toThrow(`CHECK constraint failed: ${refusal}`);
  sqlite.close();
});

test('a file that has such an id already is not migrated, and stays as it was', async () => {
  const sqlite = new Sqlite(':memory:');
  await migrateDatabase(sqlite, INITIAL);
  sqlite.prepare(ADD_USER).run(2n ** 53n);
  await expect(migrateDatabase(sqlite, migrations)).rejects.toThrow(
    'the database could not be migrated and is as it was',
  );
  expect(sqlite.prepare('select name from kysely_migration').pluck().all()).toEqual([
    '0001-initial',
  ]);
  sqlite.close();
});

test('every id of Portal is held to it', async () => {
  const sqlite = new Sqlite(':memory:');
  await migrateDatabase(sqlite, migrations);
  const tables = sqlite
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_schema where type = 'table' and sql like '%\"id\" integer%' and name <> 'clock'",
    )
    .all();
  expect(tables.length).toBeGreaterThanOrEqual(7);
  for (const { name, sql } of tables) expect(sql, name).toContain(`${name}_safe_id`);
  sqlite.close();
});
