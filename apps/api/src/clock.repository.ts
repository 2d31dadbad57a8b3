import { addSeconds, CLOCK_TOLERANCE_SECONDS, type Timestamp } from '@portal/domain';
import { build } from './store/sqlite/build.ts';
import type { Connection } from './store/sqlite/connection.ts';

/**
 * The moment at which to write: the later of the clock and the latest moment in the file, since another process
 * may have written before the clock was set back. A moment more than an hour ahead is not believed.
 */
export function moveClock(trx: Connection, now: Timestamp): Timestamp {
  const latest = findLatestMoment(trx, now);
  trx.run(build.updateTable('clock').set({ latest }).where('latest', '!=', latest));
  return latest;
}

/** The later of `now` and the latest believable moment in the file. */
export function findLatestMoment(db: Connection, now: Timestamp): Timestamp {
  const { latest } = db.one(build.selectFrom('clock').select('latest'));
  const isBelieved = latest <= addSeconds(now, CLOCK_TOLERANCE_SECONDS);
  return isBelieved && latest > now ? latest : now;
}
