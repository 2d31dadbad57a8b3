import { createHash } from 'node:crypto';
import { type PopulatedUser, population } from '@portal/contract';
import { addSeconds, usernameKey } from '@portal/domain';
import type { Insertable } from 'kysely';
import { build } from '../../src/store/sqlite/build.ts';
import type { Connection } from '../../src/store/sqlite/connection.ts';
import type { Database } from '../../src/store/sqlite/database.ts';
import type { SessionsTable, Tables, UsersTable } from '../../src/store/tables.ts';

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
] as const satisfies readonly (keyof Tables)[];

/** Puts the population of the examples, and nothing else, into a database: the world that live mocks start from. */
export async function loadPopulation(db: Database): Promise<void> {
  await db.write((trx) => {
    for (const table of TABLES) trx.run(build.deleteFrom(table));
    // Histories name users who act on others, so that all of these come first.
    trx.run(build.insertInto('users').values(population.map(toUserRow)));
    for (const person of population) loadBelongings(trx, person);
  });
}

function toUserRow({ user }: PopulatedUser): Insertable<UsersTable> {
  const { linked_platforms, sanctions, ...columns } = user;
  return { ...columns, username_key: usernameKey(user.username) };
}

function loadBelongings(
  trx: Connection,
  { user: { id, linked_platforms }, histories }: PopulatedUser,
): void {
  const owned = { user_id: id };
  for (const link of linked_platforms) {
    trx.run(build.insertInto('linked_platforms').values({ ...owned, ...link }));
  }
  for (const { is_lifted, ...action } of histories.moderation_actions) {
    trx.run(build.insertInto('moderation_actions').values({ ...owned, ...action }));
  }
  for (const chat of histories.chats) {
    const row = { ...chat, owner_id: id, archived: toFlag(chat.archived) };
    trx.run(build.insertInto('chats').values(row));
  }
  for (const bot of histories.bots) {
    const flags = { is_active: toFlag(bot.is_active), is_verified: toFlag(bot.is_verified) };
    trx.run(build.insertInto('bots').values({ ...bot, ...flags }));
  }
  for (const change of histories.subscription_history) {
    trx.run(build.insertInto('subscription_history').values({ ...owned, ...change }));
  }
  for (const change of histories.permission_history) {
    trx.run(build.insertInto('permission_history').values({ ...owned, ...change }));
  }
  for (const past of histories.session_history) {
    trx.run(build.insertInto('sessions').values(toEndedSession(id, past)));
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
