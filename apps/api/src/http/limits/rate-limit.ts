import type { Refusal, RequestTier } from '@portal/contract';
import { createSlidingLimiter, type SlidingLimiter } from './sliding-limiter.ts';

const WINDOW_MS = 60_000;
/** 50,000 others must pass within a minute before an address is forgotten early. */
const MAX_ADDRESSES = 50_000;

/** The limits that count client addresses. */
type Limit = Exclude<RequestTier, 'bot'>;

/** Counts requests of an address against a limit; answers the refusal when it is over. */
export type SpendRequests = (limit: Limit, address: string, count: number) => Refusal | undefined;

/** Requests a minute for each limit; 0 turns one off. */
export type RequestsPerMinute = Readonly<Record<Limit, number>>;

/** By default time is the process's own, which no change of the wall clock moves. */
export function createRateLimits(
  perMinute: RequestsPerMinute,
  now: () => number = () => performance.now(),
): SpendRequests {
  const limiters = {
    user: createLimiter(perMinute.user, now),
    login: createLimiter(perMinute.login, now),
  };
  return (limit, address, count) => {
    const wait = limiters[limit]?.spend(address, count);
    if (wait === undefined) return undefined;
    return { code: 'too_many_requests', retry_after: Math.max(1, Math.ceil(wait / 1000)) };
  };
}

function createLimiter(limit: number, now: () => number): SlidingLimiter | undefined {
  if (limit === 0) return undefined;
  return createSlidingLimiter({ limit, windowMs: WINDOW_MS, maxKeys: MAX_ADDRESSES, now });
}
