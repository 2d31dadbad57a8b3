const MINUTE_MS = 60_000;
const MINUTES = 60;

/** Counts the calls of each bot in the last hour, in steps of a minute; a bot has a limit of its own. */
export interface HourlyLimit {
  /** Milliseconds until so many calls pass; 0 if they do now. */
  wait(key: string, count: number, limit: number): number;
  /** Notes that so many calls pass now. */
  add(key: string, count: number): void;
}

/** `now` in milliseconds that never go back. */
export function createHourlyLimit(now: () => number): HourlyLimit {
  const minutesOf = new Map<string, Map<number, number>>();
  const toMinute = () => Math.floor(now() / MINUTE_MS);
  const findMinutes = (key: string) => {
    const minutes = minutesOf.get(key) ?? new Map<number, number>();
    const oldest = toMinute() - MINUTES;
    for (const minute of minutes.keys()) if (minute <= oldest) minutes.delete(minute);
    minutesOf.set(key, minutes);
    return minutes;
  };
  return {
    wait(key, count, limit) {
      const minutes = [...findMinutes(key)];
      let over = minutes.reduce((sum, [, calls]) => sum + calls, count) - limit;
      if (over <= 0) return 0;
      const end = minutes.find(([, calls]) => {
        over -= calls;
        return over <= 0;
      });
      const minute = end === undefined ? toMinute() : end[0];
      return (minute + MINUTES) * MINUTE_MS - now();
    },
    add(key, count) {
      const minutes = findMinutes(key);
      const minute = toMinute();
      minutes.set(minute, (minutes.get(minute) ?? 0) + count);
    },
  };
}
