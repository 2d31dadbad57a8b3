import { MAX_BATCH_SIZE } from '@portal/contract';
import type { Exchange, Step } from '../exchange.ts';
import { type Reply, replyRefusal } from '../reply.ts';
import { isTrpc, toQuery } from '../request-path.ts';
import type { FindClientAddress } from './client-address.ts';
import type { SpendRequests } from './rate-limit.ts';

/** Spends so many requests of the caller's limit; answers the refusal when it is over. */
export type LimitCaller = (exchange: Exchange, count: number) => Reply | undefined;

export function createLimitCaller(
  spend: SpendRequests,
  findAddress: FindClientAddress,
): LimitCaller {
  return (exchange, count) => {
    const refusal = spend('user', findAddress(exchange.request.incoming), count);
    return refusal && replyRefusal(exchange, refusal);
  };
}

/** Spends one request of the caller's limit, or one for each call of a tRPC batch. */
export function limitRequests(limit: LimitCaller): Step {
  return (exchange) => limit(exchange, countCalls(exchange));
}

/** A batch that is too large is refused whole, and so costs one. */
function countCalls({ path, request }: Exchange): number {
  if (!isTrpc(path) || toQuery(request.target).get('batch') !== '1') return 1;
  const calls = path.split(/,|%2c/i).length;
  return calls > MAX_BATCH_SIZE ? 1 : calls;
}
