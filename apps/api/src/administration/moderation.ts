import { addSeconds, type ModerationActionType, type Timestamp } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import type { Kysely } from 'kysely';
import type { Database } from '../database/tables.ts';
import { findActor, requireUser } from './require-user.ts';

export interface ModerationRequest {
  readonly username: string;
  readonly action_type: ModerationActionType;
  readonly seconds?: number | undefined;
  readonly reason?: string | undefined;
  readonly by?: string | undefined;
}

export interface AddedModeration {
  readonly id: number;
  readonly username: string;
  readonly action_type: ModerationActionType;
  readonly expires_at: Timestamp | null;
}

/** Adds an action, which is its own history; a timeout must say how long it lasts. */
export async function addModeration(
  trx: Kysely<Database>,
  { username, action_type, seconds, reason, by }: ModerationRequest,
  now: Timestamp,
): Promise<AddedModeration> {
  if (action_type === 'PLATFORM_TIMEOUT' && seconds === undefined) {
    throw new OperatorError('a timeout ends; say after how many seconds with --seconds N');
  }
  const user = await requireUser(trx, username);
  const actor = await findActor(trx, by, user);
  const expires_at = seconds === undefined ? null : addSeconds(now, seconds);
  const { id } = await trx
    .insertInto('moderation_actions')
    .values({
      user_id: user.id,
      action_type,
      reason: reason ?? null,
      created_by_id: actor?.id ?? null,
      expires_at,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, username: user.username, action_type, expires_at };
}

/** Lifts an action that has not been lifted. */
export async function liftModeration(
  trx: Kysely<Database>,
  id: number,
  now: Timestamp,
): Promise<{ id: number; lifted_at: Timestamp }> {
  const result = await trx
    .updateTable('moderation_actions')
    .set({ lifted_at: now })
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) {
    throw new OperatorError(
      `no moderation action ${id} is left to lift; see: portal user show NAME`,
    );
  }
  return { id, lifted_at: now };
}
