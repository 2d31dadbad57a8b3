import { createHash } from 'node:crypto';
import { type PopulatedUser, population } from '@portal/contract';
import { addSeconds, usernameKey } from '@portal/domain';
import type { Insertable, Kysely } from 'kysely';
import type { Database, SessionsTable, UsersTable } from '../src/database/tables.ts';
import { inWriteTransaction } from '../src/database/write-transaction.ts';

/** Every table, those that refer to another before it. */
const TABLES = [
  'sessions',
  'moderation_actions',
  'chats',
  'bots',
  'subscription_history',
  'permission_history',
  'linked_platforms',
  'users',
] as const satisfies readonly (keyof Database)[];

/** Puts the population of the examples, and nothing else, into a database: the world that live mocks start from. */
export async function loadPopulation(db: Kysely<Database>): Promise<void> {
  await inWriteTransaction(db, async (trx) => {
    for (const table of TABLES) await trx.deleteFrom(table).execute();
    // Histories name users who act on others, so that all of these come first.
    await trx.insertInto('users').values(population.map(toUserRow)).execute();
    for (const person of population) await loadBelongings(trx, person);
  });
}

function toUserRow({ user }: PopulatedUser): Insertable<UsersTable> {
  const { linked_platforms, sanctions, ...columns } = user;
  return { ...columns, username_key: usernameKey(user.username) };
}

async function loadBelongings(
  trx: Kysely<Database>,
  { user: { id, linked_platforms }, histories }: PopulatedUser,
): Promise<void> {
  const owned = { user_id: id };
  for (const link of linked_platforms) {
    await trx
      .insertInto('linked_platforms')
      .values({ ...owned, ...link })
      .execute();
  }
  for (const { is_lifted, ...action } of histories.moderation_actions) {
    await trx
      .insertInto('moderation_actions')
      .values({ ...owned, ...action })
      .execute();
  }
  for (const chat of histories.chats) {
    const row = { ...chat, owner_id: id, archived: toFlag(chat.archived) };
    await trx.insertInto('chats').values(row).execute();
  }
  for (const bot of histories.bots) {
    const flags = { is_active: toFlag(bot.is_active), is_verified: toFlag(bot.is_verified) };
    await trx
      .insertInto('bots')
      .values({ ...bot, ...flags })
      .execute();
  }
  for (const change of histories.subscription_history) {
    await trx
      .insertInto('subscription_history')
      .values({ ...owned, ...change })
      .execute();
  }
  for (const change of histories.permission_history) {
    await trx
      .insertInto('permission_history')
      .values({ ...owned, ...change })
      .execute();
  }
  for (const past of histories.session_history) {
    await trx.insertInto('sessions').values(toEndedSession(id, past)).execute();
  }
}

/** A session of which only what its owner may read of it is known; nobody has its token. */
function toEndedSession(
  user_id: number,
  { geo, ...past }: PopulatedUser['histories']['session_history'][number],
): Insertable<SessionsTable> {
  const ended_at = addSeconds(past.created_at, 1);
  return {
    ...past,
    user_id,
    token_hash: createHash('sha256').update(`${user_id} ${past.token_suffix}`).digest('hex'),
    origin: 'command_line',
    expires_at: addSeconds(past.created_at, 86_400),
    ended_at,
    geo: geo === null ? null : JSON.stringify(geo),
  };
}

function toFlag(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}
