/** When the requests of one client passed, oldest first: a ring that doubles when it is full. */
export interface SlidingLog {
  times: number[];
  /** Where the oldest is. */
  first: number;
  size: number;
}

export function createSlidingLog(): SlidingLog {
  return { times: [], first: 0, size: 0 };
}

/** Forgets what passed at that moment or before it. */
export function forgetUntil(log: SlidingLog, moment: number): void {
  while (log.size > 0 && timeAt(log, 0) <= moment) {
    log.first = (log.first + 1) % log.times.length;
    log.size -= 1;
  }
}

/** Notes that so many requests pass at a moment, which is not before the last one. */
export function appendTimes(log: SlidingLog, moment: number, count: number): void {
  for (let left = count; left > 0; left -= 1) {
    if (log.size === log.times.length) grow(log);
    log.times[(log.first + log.size) % log.times.length] = moment;
    log.size += 1;
  }
}

/** The moment of the request that so many are older than. */
export function timeAt(log: SlidingLog, index: number): number {
  return log.times[(log.first + index) % log.times.length] ?? 0;
}

/** A full ring is laid straight first, so that the new places are behind the last one. */
function grow(log: SlidingLog): void {
  const { times, first } = log;
  const places = Array<number>(Math.max(1, times.length)).fill(0);
  log.times = times.slice(first).concat(times.slice(0, first), places);
  log.first = 0;
}
