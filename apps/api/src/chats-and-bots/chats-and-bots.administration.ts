import { BOT_TYPES, type Platform, type Timestamp } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { requireUser } from '../users/require-user.ts';

const MAX_NAME_LENGTH = 100;

export interface AddedPossession {
  readonly id: number;
  readonly name: string;
  readonly owner_id: number;
}

/** Adds a public group chat that the user owns. */
export function addChat(trx: Connection, owner: string, name: string): AddedPossession {
  requireName(name);
  const { id: owner_id } = requireUser(trx, owner);
  const { id } = trx.one(
    build
      .insertInto('chats')
      .values({ owner_id, name, chat_type: 'group', visibility: 'public', archived: 0 })
      .returning('id'),
  );
  return { id, name, owner_id };
}

export interface NewBot {
  readonly owner: string;
  readonly name: string;
  readonly platform: Platform;
}

/** Adds an active community bot that the user owns. */
export function addBot(
  trx: Connection,
  { owner, name, platform }: NewBot,
  now: Timestamp,
): AddedPossession {
  requireName(name);
  const { id: owner_id } = requireUser(trx, owner);
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
  return { id, name, owner_id };
}

function requireName(name: string): void {
  if (name.trim() !== '' && name.length <= MAX_NAME_LENGTH) return;
  throw new OperatorError(`a name has 1 to ${MAX_NAME_LENGTH} characters`);
}
