import { MAX_BATCH_SIZE, operations, type RequestTier } from '@portal/contract';
import { fail, findOperation, isTrpc, type PortalContext, type PortalEnv } from '@portal/server';
import type { MiddlewareHandler } from 'hono';
import type { ToRateLimitKey } from './client-address.ts';
import type { ConsumeRequests, RequestCost } from './rate-limit.ts';

export interface LimitOptions {
  readonly consume: ConsumeRequests;
  readonly toRateLimitKey: ToRateLimitKey;
}

/** Spends one request of the client's user limit; answers the refusal if it is over. */
export function createCharge({ consume, toRateLimitKey }: LimitOptions) {
  return (c: PortalContext): Response | undefined => {
    const refusal = consume([{ tier: 'user', key: toRateLimitKey(c), count: 1 }]);
    return refusal && fail(c, refusal);
  };
}

/** Spends the limit of each operation that a request calls, all of them or none. */
export function limitRequests({
  consume,
  toRateLimitKey,
}: LimitOptions): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    const key = toRateLimitKey(c);
    const costs = [...countCalls(c)].map(([tier, count]): RequestCost => ({ tier, key, count }));
    const refusal = consume(costs);
    return refusal === undefined ? next() : fail(c, refusal);
  };
}

/** How many requests of each limit a request spends. */
function countCalls(c: PortalContext): ReadonlyMap<RequestTier, number> {
  const counts = new Map<RequestTier, number>();
  const names = listCalls(c);
  for (const name of names) {
    const tier = Object.hasOwn(operations, name)
      ? operations[name as keyof typeof operations].limit
      : undefined;
    if (tier !== undefined) counts.set(tier, (counts.get(tier) ?? 0) + 1);
  }
  // All that leads to no operation spends one, however much of it there is.
  const isUnknown = names.some((name) => !Object.hasOwn(operations, name));
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
