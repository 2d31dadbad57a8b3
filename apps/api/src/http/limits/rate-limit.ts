import type { Refusal, RequestTier } from '@portal/contract';
import { createHourlyLimit } from './hourly-limit.ts';

const WINDOW_MS = 60_000;
/** 50,000 others must pass within a minute before a key is forgotten early. */
const MAX_KEYS = 50_000;

/** Requests a minute for each limit; 0 turns one off. */
export type RequestsPerMinute = Readonly<Record<RequestTier, number>>;

/** So many requests of a client, or of a bot, against one limit. */
export interface RequestCost {
  readonly tier: RequestTier;
  readonly key: string;
  readonly count: number;
  /** Of a bot; undefined if no hour is counted. */
  readonly perHour?: number | undefined;
}

/** Counts requests against their limits, all of them or none; answers the refusal if one limit is over. */
export type ConsumeRequests = (costs: readonly RequestCost[]) => Refusal | undefined;

/** By default time is the process's own, which no change of the wall clock moves. */
export function createRateLimits(
  perMinute: RequestsPerMinute,
  now: () => number = () => performance.now(),
): ConsumeRequests {
  const create = (limit: number) =>
    createSlidingLimit({ limit, windowMs: WINDOW_MS, maxKeys: MAX_KEYS, now });
  const limits = {
    user: create(perMinute.user),
    login: create(perMinute.login),
    bot: create(perMinute.bot),
  };
  const hourly = createHourlyLimit(now);
  const waitForHour = ({ key, count, perHour }: RequestCost) =>
    perHour === undefined ? 0 : hourly.wait(key, count, perHour);
  return (all) => {
    const costs = all.filter(({ tier }) => perMinute[tier] > 0);
    const wait = Math.max(
      0,
      ...costs.map(({ tier, key, count }) => limits[tier].wait(key, count)),
      ...all.map(waitForHour),
    );
    if (wait > 0) return { code: 'too_many_requests', retry_after: Math.ceil(wait / 1000) };
    for (const { tier, key, count } of costs) limits[tier].add(key, count);
    for (const { key, count, perHour } of all) {
      if (perHour !== undefined) hourly.add(key, count);
    }
    return undefined;
  };
}

export interface SlidingLimitOptions {
  /** Requests that pass in any window, of each key. */
  readonly limit: number;
  readonly windowMs: number;
  readonly maxKeys: number;
  /** Milliseconds that never go back. */
  readonly now: () => number;
}

/** Lets so many requests of a key pass in any window of time, exactly. */
export interface SlidingLimit {
  /** Milliseconds until so many requests pass; 0 if they do now. More than the whole limit never pass: the window, then. */
  wait(key: string, count: number): number;
  /** Notes that so many requests pass now. */
  add(key: string, count: number): void;
  /** How many keys are remembered. */
  readonly size: number;
}

/** Keys stand in the order in which they passed last; the first go when nothing of them counts any more, or there are too many. */
export function createSlidingLimit(options: SlidingLimitOptions): SlidingLimit {
  const { limit, windowMs, maxKeys, now } = options;
  const passed = new Map<string, number[]>();
  const isOver = (time: number) => time <= now() - windowMs;
  const findTimes = (key: string) => {
    const times = passed.get(key) ?? [];
    const expired = times.findIndex((time) => !isOver(time));
    times.splice(0, expired === -1 ? times.length : expired);
    return times;
  };
  return {
    wait(key, count) {
      const times = findTimes(key);
      const over = times.length + count - limit;
      if (over <= 0) return 0;
      return count > limit ? windowMs : (times[over - 1] ?? 0) + windowMs - now();
    },
    add(key, count) {
      const times = findTimes(key);
      for (let left = count; left > 0; left -= 1) times.push(now());
      passed.delete(key);
      passed.set(key, times);
      for (const [oldest, all] of passed) {
        if (passed.size <= maxKeys && !isOver(all.at(-1) ?? 0)) break;
        passed.delete(oldest);
      }
    },
    get size() {
      return passed.size;
    },
  };
}
