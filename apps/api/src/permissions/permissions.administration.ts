import { canSetPermission, type PermissionLevel, type Timestamp } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import type { Insertable } from 'kysely';
import { endSessionsOf } from '../sessions/session.repository.ts';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import type { PermissionHistoryTable } from '../store/tables.ts';
import { findActor, requireUser } from '../users/require-user.ts';

export interface PermissionRequest {
  readonly username: string;
  readonly level: PermissionLevel;
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
}

interface LevelChange {
  readonly old_level: PermissionLevel;
  readonly new_level: PermissionLevel;
}

export interface SetPermission extends LevelChange {
  readonly username: string;
  /** How many sessions were open, and are over. */
  readonly ended_sessions: number;
}

/**
 * Changes a level, notes it and ends the user's sessions: what was signed in with other powers signs in again.
 * The level held already is left as it is, without a note, and so are sessions.
 */
export function setPermission(
  trx: Connection,
  { username, level, by, reason }: PermissionRequest,
  now: Timestamp,
): SetPermission {
  const user = requireUser(trx, username);
  const actor = findActor(trx, by, user);
  if (actor !== null && !canSetPermission(actor, user, level)) {
    throw new OperatorError(`${actor.username} cannot give a level that is not below their own`);
  }
  const change: LevelChange = { old_level: user.permission_level, new_level: level };
  const answer = { username: user.username, ...change };
  if (change.old_level === level) return { ...answer, ended_sessions: 0 };
  const account = { user_id: user.id, reason: reason ?? null, changed_by_id: actor?.id ?? null };
  storeLevel(trx, { ...change, ...account, created_at: now });
  return { ...answer, ended_sessions: endSessionsOf(trx, user.id, now) };
}

function storeLevel(trx: Connection, change: Insertable<PermissionHistoryTable>): void {
  const { user_id, new_level: permission_level, created_at: now } = change;
  trx.run(
    build
      .updateTable('users')
      .set({ permission_level, permission_since: now, updated_at: now })
      .where('id', '=', user_id),
  );
  trx.run(build.insertInto('permission_history').values(change));
}
