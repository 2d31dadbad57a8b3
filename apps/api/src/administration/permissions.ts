import { canSetPermission, type PermissionLevel, type Timestamp } from '@portal/domain';
import type { Kysely } from 'kysely';
import type { Database } from '../database/tables.ts';
import { OperatorError } from '../operator-error.ts';
import { findActor, requireUser } from './require-user.ts';

export interface PermissionRequest {
  readonly username: string;
  readonly level: PermissionLevel;
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
}

export interface SetPermission {
  readonly username: string;
  readonly old_level: PermissionLevel;
  readonly new_level: PermissionLevel;
}

/** Changes a level and notes it; the level held already is left as it is, without a note. */
export async function setPermission(
  trx: Kysely<Database>,
  { username, level, by, reason }: PermissionRequest,
  now: Timestamp,
): Promise<SetPermission> {
  const user = await requireUser(trx, username);
  const actor = await findActor(trx, by, user);
  if (actor !== null && !canSetPermission(actor, user, level)) {
    throw new OperatorError(`${actor.username} cannot give a level that is not below their own`);
  }
  const change = { old_level: user.permission_level, new_level: level };
  if (change.old_level !== level) {
    await trx
      .updateTable('users')
      .set({ permission_level: level, permission_since: now, updated_at: now })
      .where('id', '=', user.id)
      .execute();
    await trx
      .insertInto('permission_history')
      .values({
        ...change,
        user_id: user.id,
        reason: reason ?? null,
        changed_by_id: actor?.id ?? null,
        created_at: now,
      })
      .execute();
  }
  return { username: user.username, ...change };
}
