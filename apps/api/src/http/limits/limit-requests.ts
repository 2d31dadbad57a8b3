import {
  isServedOperation,
  MAX_BATCH_SIZE,
  type RequestTier,
  servedOperations,
} from '@portal/contract';
import { fail, findOperation, isTrpc, type PortalContext, type PortalEnv } from '@portal/server';
import type { MiddlewareHandler } from 'hono';
import type { ToRateLimitKey } from './client-address.ts';
import type { ConsumeRequests, RequestCost } from './rate-limit.ts';

export interface LimitOptions {
  readonly consume: ConsumeRequests;
  readonly toRateLimitKey: ToRateLimitKey;
  /** The bot whose key a request has; undefined if it has none that is known. */
  readonly findBot: (c: PortalContext) => LimitedBot | undefined;
}

/** A bot as limits count it. */
export interface LimitedBot {
  readonly id: number;
  readonly rate_limit_per_hour: number;
}

/** Spends one request of the client's user limit; answers the refusal if it is over. */
export function createCharge({
  consume,
  toRateLimitKey,
}: Pick<LimitOptions, 'consume' | 'toRateLimitKey'>) {
  return (c: PortalContext): Response | undefined => {
    const refusal = consume([{ tier: 'user', key: toRateLimitKey(c), count: 1 }]);
    return refusal && fail(c, refusal);
  };
}

/** Spends the limit of each operation that a request calls, all of them or none. */
export function limitRequests(options: LimitOptions): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    const counts = countCalls(c);
    const refusal = options.consume(toCosts(c, counts, options));
    return refusal === undefined ? next() : fail(c, refusal);
  };
}

/** Calls with the key of a bot spend the bot's limits; with a key that nobody knows, the address's login limit. */
function toCosts(
  c: PortalContext,
  counts: ReadonlyMap<RequestTier, number>,
  { toRateLimitKey, findBot }: LimitOptions,
): readonly RequestCost[] {
  const key = toRateLimitKey(c);
  const calls = counts.get('bot') ?? 0;
  const bot = calls === 0 ? undefined : findBot(c);
  const login = (counts.get('login') ?? 0) + (bot === undefined ? calls : 0);
  const user = counts.get('user') ?? 0;
  const costs: RequestCost[] = [];
  if (user > 0) costs.push({ tier: 'user', key, count: user });
  if (login > 0) costs.push({ tier: 'login', key, count: login });
  if (bot !== undefined) {
    const perHour = bot.rate_limit_per_hour;
    costs.push({ tier: 'bot', key: `bot ${bot.id}`, count: calls, perHour });
  }
  return costs;
}

/** How many requests of each limit a request spends. */
function countCalls(c: PortalContext): ReadonlyMap<RequestTier, number> {
  const counts = new Map<RequestTier, number>();
  const names = listCalls(c);
  for (const name of names) {
    if (!isServedOperation(name)) continue;
    const { limit } = servedOperations[name];
    counts.set(limit, (counts.get(limit) ?? 0) + 1);
  }
  // All that leads to no operation spends one, however much of it there is.
  const isUnknown = names.some((name) => !isServedOperation(name));
  return isUnknown ? counts.set('user', (counts.get('user') ?? 0) + 1) : counts;
}

/** The operations that a request names; a batch that is too large is refused whole, and so costs one. */
function listCalls(c: PortalContext): readonly string[] {
  const { path } = c.req;
  if (!isTrpc(path)) return [findOperation(c) ?? ''];
  const names = path.slice(path.lastIndexOf('/') + 1);
  if (new URL(c.req.url).searchParams.get('batch') !== '1') return [names];
  const calls = names.split(/,|%2c/i);
  return calls.length > MAX_BATCH_SIZE ? [''] : calls;
}
