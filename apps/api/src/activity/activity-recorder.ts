import { CLOCK_TOLERANCE_SECONDS, havePassed, type Timestamp } from '@portal/domain';
import { moveClock } from '../clock.repository.ts';
import type { Database } from '../store/sqlite/database.ts';
import { updateLastActivity } from './activity.repository.ts';

const RESOLUTION_SECONDS = 60;

/**
 * Keeps last activities in memory, so that no request waits for their commit. Responses show them immediately, and
 * `flush` stores them. A crash loses the activities since the last flush.
 */
export interface ActivityRecorder {
  /** Records a request of a user. The last activity changes at most once a minute. */
  note(userId: number, stored: Timestamp | null, now: Timestamp): void;
  /** The last activity to show: the one in memory, or else the stored one. */
  latest(userId: number, stored: Timestamp | null): Timestamp | null;
  /** Stores the activities in memory, in one transaction. */
  flush(): Promise<void>;
}

/** True if a stored time needs no update. A time far ahead of the clock was stored while the clock was wrong. */
function isRecent(last: Timestamp, now: Timestamp): boolean {
  return (
    !havePassed(RESOLUTION_SECONDS, last, now) && havePassed(-CLOCK_TOLERANCE_SECONDS, last, now)
  );
}

export function createActivityRecorder(db: Database): ActivityRecorder {
  const remembered = new Map<number, Timestamp>();
  const latest: ActivityRecorder['latest'] = (userId, stored) => {
    const seen = remembered.get(userId) ?? null;
    return stored === null || (seen !== null && seen > stored) ? seen : stored;
  };
  return {
    latest,
    note(userId, stored, now) {
      const last = latest(userId, stored);
      if (last === null || !isRecent(last, now)) remembered.set(userId, now);
    },
    async flush() {
      const taken = [...remembered];
      if (taken.length === 0) return;
      await db.write((trx) => {
        moveClock(
          trx,
          taken
            .map(([, seen]) => seen)
            .toSorted()
            .at(-1) ?? '',
        );
        for (const [userId, seen] of taken) updateLastActivity(trx, userId, seen);
      });
      for (const [userId, seen] of taken) {
        if (remembered.get(userId) === seen) remembered.delete(userId);
      }
    },
  };
}
