import { type Timestamp, toTimestamp } from '@portal/domain';

/** Returns the moment; tests pass one that stands still. */
export type Clock = () => Timestamp;

export const systemClock: Clock = () => toTimestamp(Date.now());

const LONGEST_STAND_MS = 60 * 60_000;

/**
 * A clock that stands still while the machine's is up to an hour behind a moment it has shown, or behind
 * `earliest`, so that an expired session stays expired. A longer step back corrects a wrong clock, and is followed.
 */
export function createSteadyClock(
  read: () => number = Date.now,
  earliest: Timestamp = toTimestamp(read()),
): Clock {
  let latest = Math.max(read(), Date.parse(earliest));
  return () => {
    const now = read();
    if (now > latest || latest - now > LONGEST_STAND_MS) latest = now;
    return toTimestamp(latest);
  };
}
