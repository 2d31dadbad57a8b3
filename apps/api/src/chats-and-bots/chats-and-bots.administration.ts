import { BOT_TYPES, type Platform, type Timestamp } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
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

export interface NewBot {
  readonly owner: UserReference;
  readonly name: string;
  readonly platform: Platform;
}

/** Adds an active community bot that the user owns. */
export function addBot(
  trx: Connection,
  { owner, name, platform }: NewBot,
  now: Timestamp,
): AddedPossession {
  requireName(name, BOT_NAME_LENGTH);
  const { id: owner_id, username } = requireUser(trx, owner);
  const { id } = trx.one(
    build
      .insertInto('bots')
      .values({
        owner_id,
        name,
        platform,
        bot_type: BOT_TYPES.community,
        is_active: 1,
        is_verified: 0,
        groups: 0,
        users: 0,
        created_at: now,
        updated_at: now,
      })
      .returning('id'),
  );
  return { id, name, owner_id, owner: username };
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
