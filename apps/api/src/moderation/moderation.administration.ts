import { addSeconds, type ModerationActionType, type Timestamp } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { findActor, requireUser } from '../users/require-user.ts';

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
export function addModeration(
  trx: Connection,
  { username, action_type, seconds, reason, by }: ModerationRequest,
  now: Timestamp,
): AddedModeration {
  if (action_type === 'PLATFORM_TIMEOUT' && seconds === undefined) {
    throw new OperatorError('a timeout ends; say after how many seconds with --seconds N');
  }
  const user = requireUser(trx, username);
  const actor = findActor(trx, by, user);
  const expires_at = seconds === undefined ? null : addSeconds(now, seconds);
  const { id } = trx.one(
    build
      .insertInto('moderation_actions')
      .values({
        user_id: user.id,
        action_type,
        reason: reason ?? null,
        created_by_id: actor?.id ?? null,
        expires_at,
        created_at: now,
      })
      .returning('id'),
  );
  return { id, username: user.username, action_type, expires_at };
}

/** Lifts an action that has not been lifted. */
export function liftModeration(
  trx: Connection,
  id: number,
  now: Timestamp,
): { id: number; lifted_at: Timestamp } {
  const result = trx.run(
    build
      .updateTable('moderation_actions')
      .set({ lifted_at: now })
      .where('id', '=', id)
      .where('lifted_at', 'is', null),
  );
  if (result === 0) {
    throw new OperatorError(
      `no moderation action ${id} is left to lift; see: portal user show NAME`,
    );
  }
  return { id, lifted_at: now };
}
