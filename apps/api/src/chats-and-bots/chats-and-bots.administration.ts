import { BOT_TYPES, type Platform, type Timestamp } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import { createApiKey, hashApiKey } from '../api-keys/api-key.ts';
import { deleteCodesOfPlatform } from '../login/login-code.repository.ts';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { requireUser, type UserReference } from '../users/require-user.ts';

const CHAT_NAME_LENGTH = { shortest: 2, longest: 64 };
const BOT_NAME_LENGTH = { shortest: 2, longest: 32 };

/** A chat or a bot, and the user who owns it. */
export interface AddedPossession {
  readonly id: number;
  readonly name: string;
  readonly owner_id: number;
  readonly owner: string;
}

/** Adds a public group chat that the user owns. */
export function addChat(trx: Connection, owner: UserReference, name: string): AddedPossession {
  requireName(name, CHAT_NAME_LENGTH);
  const { id: owner_id, username } = requireUser(trx, owner);
  const { id } = trx.one(
    build
      .insertInto('chats')
      .values({ owner_id, name, chat_type: 'group', visibility: 'public', archived: 0 })
      .returning('id'),
  );
  return { id, name, owner_id, owner: username };
}

/** The names of the bot types on the command line. */
export type BotTypeName = keyof typeof BOT_TYPES;

export interface NewBot {
  readonly owner: UserReference;
  readonly name: string;
  readonly platform: Platform;
  /** Default: a community bot. */
  readonly type?: BotTypeName | undefined;
}

/** A new bot with its key, which is shown only once. */
export interface AddedBot extends AddedPossession {
  readonly key: string;
}

/** Adds an active bot that the user owns, with a key. */
export function addBot(
  trx: Connection,
  { owner, name, platform, type = 'community' }: NewBot,
  now: Timestamp,
): AddedBot {
  requireName(name, BOT_NAME_LENGTH);
  const { id: owner_id, username } = requireUser(trx, owner);
  const key = createApiKey('hbot_');
  const bot_type = BOT_TYPES[type];
  const { id } = trx.one(
    build
      .insertInto('bots')
      .values({
        owner_id,
        name,
        platform,
        bot_type,
        is_active: 1,
        is_verified: bot_type === BOT_TYPES.community ? 0 : 1,
        groups: 0,
        users: 0,
        key_hash: hashApiKey(key),
        created_at: now,
        updated_at: now,
      })
      .returning('id'),
  );
  return { id, name, owner_id, owner: username, key };
}

export interface ChangedBot {
  readonly id: number;
  readonly name: string;
  readonly platform: Platform;
  /** Number of deleted pending codes of its platform. The owner of the old key may know them. */
  readonly deleted_codes: number;
}

/** Makes a new key for a bot. The old key stops working immediately. Throws an OperatorError if there is no such bot. */
export function renewBotKey(
  trx: Connection,
  id: number,
  now: Timestamp,
): ChangedBot & { readonly key: string } {
  const { name, platform } = requireBot(trx, id);
  const key = createApiKey('hbot_');
  const changes = { key_hash: hashApiKey(key), updated_at: now };
  trx.run(build.updateTable('bots').set(changes).where('id', '=', id));
  return { id, name, platform, key, deleted_codes: deleteCodesOfPlatform(trx, platform) };
}

export interface BotActivation {
  readonly id: number;
  readonly is_active: boolean;
}

/** Allows or forbids the calls of a bot. Throws an OperatorError if there is no such bot. */
export function setBotActive(
  trx: Connection,
  { id, is_active }: BotActivation,
  now: Timestamp,
): ChangedBot & BotActivation {
  const { name, platform } = requireBot(trx, id);
  const changes = { is_active: is_active ? 1 : 0, updated_at: now } as const;
  trx.run(build.updateTable('bots').set(changes).where('id', '=', id));
  const deleted_codes = is_active ? 0 : deleteCodesOfPlatform(trx, platform);
  return { id, name, platform, is_active, deleted_codes };
}

function requireBot(
  trx: Connection,
  id: number,
): { readonly name: string; readonly platform: Platform } {
  const bot = trx.first(build.selectFrom('bots').select(['name', 'platform']).where('id', '=', id));
  if (bot === undefined) throw new OperatorError(`no bot has the id ${id}`);
  return bot;
}

function requireName(
  name: string,
  { shortest, longest }: { readonly shortest: number; readonly longest: number },
): void {
  const length = [...name.trim()].length;
  if (length < shortest || length > longest) {
    throw new OperatorError(`the name must have ${shortest} to ${longest} characters`);
  }
  if (/\p{Cc}/u.test(name)) throw new OperatorError('the name must have no control characters');
}
