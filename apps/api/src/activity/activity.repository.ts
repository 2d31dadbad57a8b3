import { addSeconds, CLOCK_TOLERANCE_SECONDS, type Timestamp } from '@portal/domain';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { prepareQuery } from '../store/sqlite/prepared-query.ts';

const moveForward = prepareQuery((seen: Timestamp, id: number, furthest: Timestamp) =>
  build
    .updateTable('users')
    .set({ last_activity_at: seen })
    .where('id', '=', id)
    .where((where) =>
      where.or([
        where('last_activity_at', 'is', null),
        where('last_activity_at', '<', seen),
        where('last_activity_at', '>', furthest),
      ]),
    ),
);

/** Moves a user's last activity forward. It goes back only if the stored time is from a wrong clock. */
export function updateLastActivity(db: Connection, id: number, seen: Timestamp): void {
  moveForward.run(db, seen, id, addSeconds(seen, CLOCK_TOLERANCE_SECONDS));
}
