import { type Timestamp, toTimestamp } from '@portal/domain';

/** Tells the moment; tests pass one that stands still. */
export type Clock = () => Timestamp;

export const systemClock: Clock = () => toTimestamp(Date.now());

const LONGEST_STAND_MS = 60 * 60_000;

/**
 * A clock that stands still where the machine's is set back by up to an hour, so that what has expired stays
 * expired. A longer step corrects a clock that was wrong, and is followed.
 */
export function createSteadyClock(read: () => number = Date.now): Clock {
  let latest = read();
  return () => {
    const now = read();
    if (now > latest || latest - now > LONGEST_STAND_MS) latest = now;
    return toTimestamp(latest);
  };
}
