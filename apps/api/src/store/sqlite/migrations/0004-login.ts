import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Login codes, keys of clients and bots, and the number of bot logins of a user. */
export const login: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createLoginCodes(db);
    await createApiKeys(db);
    await db.schema.alterTable('bots').addColumn('key_hash', 'text').execute();
    await db.schema.createIndex('bots_key_hash').unique().on('bots').column('key_hash').execute();
    await db.schema
      .alterTable('users')
      .addColumn('bot_logins', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};

const safeId = sql`id between 1 and 9007199254740991`;

/** All rows are pending codes, because used codes are deleted. */
async function createLoginCodes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('login_codes')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('platform_user_id', 'text', (column) => column.notNull())
    .addColumn('client_address', 'text', (column) => column.notNull())
    .addColumn('seed', 'text', (column) => column.notNull())
    .addColumn('code_hash', 'text', (column) => column.unique())
    .addColumn('platform_username', 'text')
    .addColumn('platform_avatar_url', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('login_codes_request', ['platform', 'platform_user_id', 'client_address'])
    .addCheckConstraint('login_codes_safe_id', safeId)
    .addCheckConstraint('login_codes_seed', sql`length(seed) = 32`)
    .addCheckConstraint('login_codes_code_hash', sql`length(code_hash) = 64`)
    .modifyEnd(sql`strict`)
    .execute();
  await db.schema
    .createIndex('login_codes_address')
    .on('login_codes')
    .columns(['client_address', 'expires_at'])
    .execute();
  await db.schema
    .createIndex('login_codes_expiry')
    .on('login_codes')
    .column('expires_at')
    .execute();
}

async function createApiKeys(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('api_keys')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('key_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('revoked_at', 'text')
    .addCheckConstraint('api_keys_safe_id', safeId)
    .addCheckConstraint('api_keys_key_hash', sql`length(key_hash) = 64`)
    .modifyEnd(sql`strict`)
    .execute();
}
