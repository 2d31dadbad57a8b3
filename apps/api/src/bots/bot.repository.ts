import { BOT_TYPES, type BotType, type ModerationAction, type Platform } from '@portal/domain';
import { hashApiKey } from '../api-keys/api-key.ts';
import { findSanctions } from '../moderation/sanctions.repository.ts';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { prepareQuery } from '../store/sqlite/prepared-query.ts';

/** Calls an hour of a bot for which nothing else is set. Documented. */
export const DEFAULT_RATE_LIMIT_PER_HOUR = 1000;

/** A bot that a key names, with what says whether it may call. */
export interface KeyedBot {
  readonly id: number;
  readonly platform: Platform;
  readonly bot_type: BotType;
  readonly is_active: boolean;
  readonly rate_limit_per_hour: number;
  /** Of its owner. */
  readonly sanctions: readonly ModerationAction[];
}

const botByKey = prepareQuery((hash: string) =>
  build
    .selectFrom('bots')
    .select(['id', 'owner_id', 'platform', 'bot_type', 'is_active', 'rate_limit_per_hour'])
    .where('key_hash', '=', hash),
);

export function findBotByKey(db: Connection, key: string): KeyedBot | undefined {
  const bot = botByKey.first(db, hashApiKey(key));
  if (bot === undefined) return undefined;
  const { owner_id, is_active, rate_limit_per_hour, ...rest } = bot;
  return {
    ...rest,
    is_active: is_active === 1,
    rate_limit_per_hour: rate_limit_per_hour ?? DEFAULT_RATE_LIMIT_PER_HOUR,
    sanctions: findSanctions(db, owner_id),
  };
}

const botById = prepareQuery((id: number) =>
  build
    .selectFrom('bots')
    .select([
      'id',
      'name',
      'platform',
      'groups',
      'users',
      'owner_id',
      'bot_type',
      'is_active',
      'rate_limit_per_hour',
      'avatar_url',
      'latency_ms',
      'last_activity_at',
      'created_at',
      'updated_at',
    ])
    .where('id', '=', id),
);

/** A bot with its 15 fields; `is_verified` follows from its type. */
export function findBot(db: Connection, id: number) {
  const bot = botById.first(db, id);
  return (
    bot && {
      ...bot,
      is_active: bot.is_active === 1,
      rate_limit_per_hour: bot.rate_limit_per_hour ?? DEFAULT_RATE_LIMIT_PER_HOUR,
      is_verified: bot.bot_type !== BOT_TYPES.community,
    }
  );
}
