import { type CallingBot, type Outcome, refuse } from '@portal/contract';
import { restrictionAt, type Timestamp } from '@portal/domain';
import { findBotByKey, type KeyedBot } from '../bots/bot.repository.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { findApiKeyId } from './api-key.repository.ts';
import { isApiKey } from './api-key.ts';

/** The id of the public key that a request has; every way of having none is the same error. */
export function authenticatePublicKey(db: Connection, key: string | undefined): Outcome<number> {
  const id = isApiKey('ppub_', key) ? findApiKeyId(db, key) : undefined;
  return id === undefined ? refuse({ code: 'invalid_api_key' }) : { ok: true, value: id };
}

/** The bot whose key a request has, if there is one; it says whose rate limit is spent. */
export function findCallingBot(db: Connection, key: string | undefined): KeyedBot | undefined {
  return isApiKey('hbot_', key) ? findBotByKey(db, key) : undefined;
}

/** Whether a bot may call at all: it is active, and its owner is not restricted. */
export function authenticateBot(bot: KeyedBot | undefined, now: Timestamp): Outcome<CallingBot> {
  if (bot === undefined) return refuse({ code: 'invalid_api_key' });
  if (!bot.is_active || restrictionAt(bot.sanctions, now) !== null) {
    return refuse({ code: 'access_denied' });
  }
  const { id: bot_id, platform, bot_type } = bot;
  return { ok: true, value: { bot_id, platform, bot_type } };
}
