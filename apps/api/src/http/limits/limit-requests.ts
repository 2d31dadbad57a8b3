import { MAX_BATCH_SIZE, TRPC_ENDPOINT } from '@portal/contract';
import type { PortalHttpContext, PortalMiddleware } from '../portal-env.ts';
import { respondRefusal } from '../respond.ts';
import type { FindClientAddress } from './client-address.ts';
import type { SpendRequests } from './rate-limit.ts';

/** Spends so many requests of the caller's limit; answers the refusal when it is over. */
export type LimitCaller = (c: PortalHttpContext, count: number) => Response | undefined;

export function createLimitCaller(
  spend: SpendRequests,
  findAddress: FindClientAddress,
): LimitCaller {
  return (c, count) => {
    const refusal = spend('user', findAddress(c), count);
    return refusal && respondRefusal(c, refusal);
  };
}

/** Spends one request of the caller's limit, or one for each call of a tRPC batch. */
export function limitRequests(limit: LimitCaller): PortalMiddleware {
  return async (c, next) => limit(c, countCalls(c)) ?? next();
}

/** A batch that is too large is refused whole, and so costs one. */
function countCalls(c: PortalHttpContext): number {
  if (!c.req.path.startsWith(TRPC_ENDPOINT) || c.req.query('batch') !== '1') return 1;
  const calls = c.req.path.split(/,|%2c/i).length;
  return calls > MAX_BATCH_SIZE ? 1 : calls;
}
