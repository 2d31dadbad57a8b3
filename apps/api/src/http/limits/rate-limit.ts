import type { Operation, Refusal } from '@portal/contract';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_SECONDS = 60;

/** Counts requests of an address against a limit; answers the refusal when it is over. */
export type SpendRequests = (
  limit: Operation['limit'],
  address: string,
  count: number,
) => Promise<Refusal | undefined>;

/** Requests a minute for each limit; 0 turns one off. */
export type RequestsPerMinute = Readonly<Record<Operation['limit'], number>>;

export function createRateLimits(perMinute: RequestsPerMinute): SpendRequests {
  const limiters = { user: createLimiter(perMinute.user), login: createLimiter(perMinute.login) };
  return async (limit, address, count) => {
    try {
      await limiters[limit]?.consume(address, count);
      return undefined;
    } catch (rejection) {
      if (!(rejection instanceof RateLimiterRes)) throw rejection;
      return { code: 'too_many_requests', retry_after: toSeconds(rejection.msBeforeNext) };
    }
  };
}

function createLimiter(points: number): RateLimiterMemory | undefined {
  return points === 0 ? undefined : new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
}

function toSeconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}
