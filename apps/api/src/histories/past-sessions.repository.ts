import {
  addSeconds,
  HISTORY_LIMIT,
  type PastSession,
  type PermissionLevel,
  type SessionGeo,
  sessionLifetime,
  type Timestamp,
} from '@portal/domain';
import type { Kysely } from 'kysely';
import type { Database } from '../database/tables.ts';

/** Only sessions that ended or expired; `level` is the one the user holds now. */
export async function findPastSessions(
  db: Kysely<Database>,
  user: { readonly id: number; readonly permission_level: PermissionLevel },
  now: Timestamp,
): Promise<readonly PastSession[]> {
  const oldestLive = addSeconds(now, -sessionLifetime(user.permission_level));
  const rows = await db
    .selectFrom('sessions')
    .select(['token_suffix', 'created_at', 'client_ip', 'user_agent', 'geo'])
    .where('user_id', '=', user.id)
    .where((where) =>
      where.or([
        where('ended_at', 'is not', null),
        where('expires_at', '<=', now),
        where('created_at', '<=', oldestLive),
      ]),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(HISTORY_LIMIT)
    .execute();
  return rows.map((row) => ({ ...row, geo: parseGeo(row.geo) }));
}

function parseGeo(text: string | null): SessionGeo | null {
  return text === null ? null : (JSON.parse(text) as SessionGeo);
}
