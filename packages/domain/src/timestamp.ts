/** A moment in UTC to the whole second, as ISO 8601: `2026-03-19T12:00:00Z`. Two of them compare as strings. */
export type Timestamp = string;

/** Seconds by which a stored moment may lie ahead of the clock; one further ahead is not believed. */
export const CLOCK_TOLERANCE_SECONDS = 3600;

const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59);

/**
 * Milliseconds since the epoch, cut to the second. What lies before 1970 or after 9999 becomes the nearest
 * moment within, and NaN the epoch.
 */
export function toTimestamp(milliseconds: number): Timestamp {
  const held = Math.min(Math.max(Number.isNaN(milliseconds) ? 0 : milliseconds, 0), LAST_MOMENT);
  return `${new Date(held).toISOString().slice(0, 19)}Z`;
}

/** Whether so many seconds have passed since a moment; text that is no timestamp lies further back than any. */
export function havePassed(seconds: number, since: Timestamp, now: Timestamp): boolean {
  return !(Date.parse(now) - Date.parse(since) < seconds * 1000);
}

/** The moment `seconds` later, as `toTimestamp` holds it; text that is no timestamp gives the epoch. */
export function addSeconds(timestamp: Timestamp, seconds: number): Timestamp {
  return toTimestamp(Date.parse(timestamp) + seconds * 1000);
}

/** Whole seconds from `now` to a later moment, 0 when it has passed or either is no timestamp. */
export function secondsUntil(moment: Timestamp, now: Timestamp): number {
  return Math.max(Math.ceil((Date.parse(moment) - Date.parse(now)) / 1000), 0) || 0;
}
