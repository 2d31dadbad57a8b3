import {
  addSeconds,
  HISTORY_LIMIT,
  type PastSession,
  type PermissionLevel,
  sessionLifetime,
  type Timestamp,
} from '@portal/domain';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { prepareQuery } from '../store/sqlite/prepared-query.ts';
import { parseGeo } from './session-geo.ts';

const pastSessionsOf = prepareQuery((userId: number, now: Timestamp, oldestLive: Timestamp) =>
  build
    .selectFrom('sessions')
    .select(['token_suffix', 'created_at', 'client_ip', 'user_agent', 'geo'])
    .where('user_id', '=', userId)
    .where((where) =>
      where.or([
        where('ended_at', 'is not', null),
        where('expires_at', '<=', now),
        where('created_at', '<=', oldestLive),
      ]),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(HISTORY_LIMIT),
);

/** Only ended or expired sessions. `level` is the current level of the user. */
export function findPastSessions(
  db: Connection,
  user: { readonly id: number; readonly permission_level: PermissionLevel },
  now: Timestamp,
): readonly PastSession[] {
  const oldestLive = addSeconds(now, -sessionLifetime(user.permission_level));
  const rows = pastSessionsOf.all(db, user.id, now, oldestLive);
  return rows.map((row) => ({ ...row, geo: parseGeo(row.geo) }));
}
