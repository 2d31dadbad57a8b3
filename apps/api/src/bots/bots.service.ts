import type { botOperations, ServiceOf } from '@portal/contract';
import type { Connection } from '../store/sqlite/connection.ts';
import { findBot } from './bot.repository.ts';

/** The operations of bots, on a database. */
export function createBotsService({
  db,
}: {
  readonly db: Connection;
}): ServiceOf<typeof botOperations> {
  return {
    'bot.me'({ bot_id }) {
      const bot = findBot(db, bot_id);
      if (bot === undefined) throw new Error(`bot ${bot_id} has a key and no row`);
      return { ok: true, value: bot };
    },
  };
}
