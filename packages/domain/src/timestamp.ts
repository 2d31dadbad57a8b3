/** A UTC time in whole seconds, as ISO 8601: `2026-03-19T12:00:00Z`. Two timestamps compare as strings. */
export type Timestamp = string;

/** Seconds that a stored time may be ahead of the clock. A time further ahead counts as wrong. */
export const CLOCK_TOLERANCE_SECONDS = 3600;

const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59);

/**
 * Converts milliseconds since the epoch, cut to the second. A time before 1970 or after 9999 becomes the nearest
 * valid one, and NaN becomes the epoch.
 */
export function toTimestamp(milliseconds: number): Timestamp {
  const held = Math.min(Math.max(Number.isNaN(milliseconds) ? 0 : milliseconds, 0), LAST_MOMENT);
  return `${new Date(held).toISOString().slice(0, 19)}Z`;
}

/** True if `seconds` have passed since a time. Text that is not a timestamp counts as infinitely old. */
export function havePassed(seconds: number, since: Timestamp, now: Timestamp): boolean {
  return !(Date.parse(now) - Date.parse(since) < seconds * 1000);
}

/** The time `seconds` later, within the range of `toTimestamp`. Text that is not a timestamp gives the epoch. */
export function addSeconds(timestamp: Timestamp, seconds: number): Timestamp {
  return toTimestamp(Date.parse(timestamp) + seconds * 1000);
}

/** Whole seconds from `now` to a later time; 0 if it has passed, or if either is not a timestamp. */
export function secondsUntil(moment: Timestamp, now: Timestamp): number {
  return Math.max(Math.ceil((Date.parse(moment) - Date.parse(now)) / 1000), 0) || 0;
}
