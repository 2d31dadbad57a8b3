import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Users and all tables that belong to them. */
export const initial: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createUsers(db);
    await createLinkedPlatforms(db);
    await createSessions(db);
    await createModerationActions(db);
    await createChats(db);
    await createBots(db);
    await createHistories(db);
  },
};

/** STRICT makes SQLite keep column types. */
const strict = sql`strict`;

async function createUsers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('users')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('username', 'text', (column) => column.notNull())
    .addColumn('username_key', 'text', (column) => column.notNull().unique())
    .addColumn('subscription_tier', 'integer', (column) => column.notNull())
    .addColumn('subscription_expires_at', 'text')
    .addColumn('subscription_granted_by', 'integer', (column) => column.references('users.id'))
    .addColumn('permission_level', 'integer', (column) => column.notNull())
    .addColumn('permission_since', 'text')
    .addColumn('last_activity_at', 'text')
    .addColumn('avatar_source', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addCheckConstraint(
      'users_username_form',
      sql`length(username) between 3 and 32 and username not glob '*[^A-Za-z0-9._-]*'`,
    )
    .addCheckConstraint('users_username_key', sql`username_key = lower(username)`)
    .addCheckConstraint('users_subscription_tier', sql`subscription_tier between 0 and 3`)
    .addCheckConstraint('users_permission_level', sql`permission_level between 0 and 3`)
    .modifyEnd(strict)
    .execute();
}

async function createLinkedPlatforms(db: Kysely<unknown>): Promise<void> {
  await ownedTable(db, 'linked_platforms', 'user_id')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('platform_user_id', 'text', (column) => column.notNull())
    .addColumn('platform_username', 'text', (column) => column.notNull())
    .addColumn('platform_avatar_url', 'text')
    .addColumn('linked_at', 'text', (column) => column.notNull())
    .addColumn('last_authenticated_at', 'text')
    .addPrimaryKeyConstraint('linked_platforms_pk', ['user_id', 'platform'])
    .addUniqueConstraint('linked_platforms_account', ['platform', 'platform_user_id'])
    .modifyEnd(strict)
    .execute();
}

async function createSessions(db: Kysely<unknown>): Promise<void> {
  await ownedTable(db, 'sessions', 'user_id')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('token_suffix', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('client_ip', 'text')
    .addColumn('user_agent', 'text')
    .addColumn('geo', 'text')
    .addCheckConstraint('sessions_token_hash', sql`length(token_hash) = 64`)
    .modifyEnd(strict)
    .execute();
  await createListIndex(db, 'sessions', ['user_id', 'created_at']);
}

async function createModerationActions(db: Kysely<unknown>): Promise<void> {
  await ownedTable(db, 'moderation_actions', 'user_id')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('action_type', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('created_by_id', 'integer', (column) => column.references('users.id'))
    .addColumn('expires_at', 'text')
    .addColumn('lifted_at', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await createListIndex(db, 'moderation_actions', ['user_id', 'created_at']);
}

async function createChats(db: Kysely<unknown>): Promise<void> {
  await ownedTable(db, 'chats', 'owner_id')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('chat_type', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('visibility', 'text', (column) => column.notNull())
    .addColumn('label', 'text')
    .addColumn('slug', 'text')
    .addColumn('description', 'text')
    .addColumn('avatar_url', 'text')
    .addColumn('archived', 'integer', (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await createListIndex(db, 'chats', ['owner_id']);
}

async function createBots(db: Kysely<unknown>): Promise<void> {
  await ownedTable(db, 'bots', 'owner_id')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('bot_type', 'integer', (column) => column.notNull())
    .addColumn('is_active', 'integer', (column) => column.notNull())
    .addColumn('rate_limit_per_hour', 'integer')
    .addColumn('groups', 'integer', (column) => column.notNull())
    .addColumn('users', 'integer', (column) => column.notNull())
    .addColumn('avatar_url', 'text')
    .addColumn('latency_ms', 'real')
    .addColumn('is_verified', 'integer', (column) => column.notNull())
    .addColumn('last_activity_at', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await createListIndex(db, 'bots', ['owner_id', 'created_at']);
}

async function createHistories(db: Kysely<unknown>): Promise<void> {
  await changeTable(db, 'subscription_history', ['old_tier', 'new_tier', 'granted_by_id']);
  await changeTable(db, 'permission_history', ['old_level', 'new_level', 'changed_by_id']);
}

async function changeTable(
  db: Kysely<unknown>,
  name: string,
  [before, after, actor]: readonly [string, string, string],
): Promise<void> {
  await ownedTable(db, name, 'user_id')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn(before, 'integer', (column) => column.notNull())
    .addColumn(after, 'integer', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn(actor, 'integer', (column) => column.references('users.id'))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await createListIndex(db, name, ['user_id', 'created_at']);
}

function ownedTable(
  db: Kysely<unknown>,
  name: string,
  owner: string,
): CreateTableBuilder<string, string> {
  return db.schema
    .createTable(name)
    .addColumn(owner, 'integer', (column) => column.notNull().references('users.id'));
}

/** Every list is read by owner, newest first. */
async function createListIndex(
  db: Kysely<unknown>,
  table: string,
  columns: readonly string[],
): Promise<void> {
  await db.schema
    .createIndex(`${table}_list`)
    .on(table)
    .columns([...columns])
    .execute();
}
