#!/bin/sh
# kysely 0.29.9 on better-sqlite3 13.2.0. SQLite runs `create table` in transactions.
# Guess: a migration that fails leaves nothing, as on PostgreSQL.
# Seen: its table stays, the migration is not recorded, and every later run fails with "table already exists".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > npm.log && npm install --silent kysely@0.29.9 better-sqlite3@13.2.0 node@24.21.0
cat > run.mjs <<'JS'
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
const db = new Kysely({ dialect: new SqliteDialect({ database: new Database(':memory:') }) });
const first = {
  async up(trx) {
    await trx.schema.createTable('half').addColumn('id', 'integer').execute();
    await sql`select * from nowhere`.execute(trx);
  },
};
const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ first }) } });
console.log((await migrator.migrateToLatest()).error.message);
console.log((await migrator.migrateToLatest()).error.message);
JS
seen=$(node_modules/.bin/node run.mjs)
echo "seen: $seen"
[ "$seen" = 'no such table: nowhere
table "half" already exists' ]
