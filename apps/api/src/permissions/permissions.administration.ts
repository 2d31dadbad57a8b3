import {
  canSetPermission,
  PERMISSION_LEVELS,
  type PermissionLevel,
  type Timestamp,
  type User,
} from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import type { Insertable } from 'kysely';
import { endSessionsOf } from '../sessions/session.repository.ts';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import type { PermissionHistoryTable } from '../store/tables.ts';
import { findActor, requireUser, type UserReference } from '../users/require-user.ts';

export interface PermissionRequest {
  readonly user: UserReference;
  readonly level: PermissionLevel;
  readonly by?: UserReference | undefined;
  readonly reason?: string | undefined;
}

interface LevelChange {
  readonly old_level: PermissionLevel;
  readonly new_level: PermissionLevel;
}

export interface SetPermission extends LevelChange {
  readonly user_id: number;
  readonly username: string;
  /** Number of sessions that ended with the change. */
  readonly ended_sessions: number;
}

/**
 * Changes a level, adds a history entry and ends the user's sessions, so the user signs in again with the new level.
 * If the user already has the level, nothing changes and the sessions stay open.
 */
export function setPermission(
  trx: Connection,
  { user, level, by, reason }: PermissionRequest,
  now: Timestamp,
): SetPermission {
  const target = requireUser(trx, user);
  const actor = findActor(trx, by, { target, now });
  if (actor !== null) requireRight(trx, actor, { target, level });
  const change: LevelChange = { old_level: target.permission_level, new_level: level };
  const answer = { user_id: target.id, username: target.username, ...change };
  if (change.old_level === level) return { ...answer, ended_sessions: 0 };
  const account = { user_id: target.id, reason: reason ?? null, changed_by_id: actor?.id ?? null };
  storeLevel(trx, { ...change, ...account, created_at: now });
  return { ...answer, ended_sessions: endSessionsOf(trx, { user_id: target.id }, now) };
}

function requireRight(
  trx: Connection,
  actor: User,
  { target, level }: { readonly target: User; readonly level: PermissionLevel },
): void {
  if (!canSetPermission(actor, target, level)) {
    throw new OperatorError(`${actor.username} cannot give a level that is not below their own`);
  }
  if (actor.id === target.id && isLastOwner(trx, target)) {
    throw new OperatorError(`${target.username} is the last owner; make another one first`);
  }
}

function isLastOwner(trx: Connection, user: User): boolean {
  if (user.permission_level !== PERMISSION_LEVELS.owner) return false;
  const another = trx.first(
    build
      .selectFrom('users')
      .select('id')
      .where('permission_level', '=', PERMISSION_LEVELS.owner)
      .where('id', '!=', user.id)
      .limit(1),
  );
  return another === undefined;
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
