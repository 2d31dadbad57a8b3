import {
  appendTimes,
  createSlidingLog,
  forgetUntil,
  type SlidingLog,
  timeAt,
} from './sliding-log.ts';

export interface SlidingLimit {
  /** Requests that pass in any window, of each key. */
  readonly limit: number;
  readonly windowMs: number;
  /** Twice as many keys are remembered at most. */
  readonly maxKeys: number;
  /** Milliseconds that never go back. */
  readonly now: () => number;
}

export interface SlidingLimiter {
  /** Spends so many requests of a key, or none: then it answers the milliseconds until so many would pass. */
  spend(key: string, count: number): number | undefined;
  /** How many keys are remembered. */
  readonly size: number;
}

/**
 * Lets so many requests of a key pass in any window of time, exactly. Keys are kept in two generations. The older one is
 * dropped when nothing in it counts any more, or when the younger one is full: then the keys that passed least recently go.
 */
export function createSlidingLimiter(options: SlidingLimit): SlidingLimiter {
  const { limit, windowMs, maxKeys, now } = options;
  let young = new Map<string, SlidingLog>();
  let old = new Map<string, SlidingLog>();
  let born = now();
  const renew = (moment: number) => {
    old = young;
    young = new Map();
    born = moment;
  };
  const keep = (key: string, log: SlidingLog, moment: number) => {
    if (young.has(key)) return;
    if (young.size === maxKeys) renew(moment);
    young.set(key, log);
  };
  return {
    spend(key, count) {
      const moment = now();
      if (moment - born >= windowMs) renew(moment);
      const log = young.get(key) ?? old.get(key) ?? createSlidingLog();
      forgetUntil(log, moment - windowMs);
      const surplus = log.size + count - limit;
      // More than the whole limit never pass; asking again a window later is soon enough.
      if (surplus > log.size) return windowMs;
      if (surplus > 0) return timeAt(log, surplus - 1) + windowMs - moment;
      appendTimes(log, moment, count);
      keep(key, log, moment);
      return undefined;
    },
    get size() {
      return young.size + old.size;
    },
  };
}
