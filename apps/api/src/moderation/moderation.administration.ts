import { addSeconds, type ModerationActionType, type Timestamp } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { findActor, requireUser, type UserReference } from '../users/require-user.ts';

const SHORTEST_TIMEOUT_SECONDS = 60;
const LONGEST_TIMEOUT_SECONDS = 30 * 86_400;

export interface ModerationRequest {
  readonly user: UserReference;
  readonly action_type: ModerationActionType;
  readonly seconds?: number | undefined;
  readonly reason?: string | undefined;
  readonly by?: UserReference | undefined;
}

export interface AddedModeration {
  readonly id: number;
  readonly user_id: number;
  readonly username: string;
  readonly action_type: ModerationActionType;
  readonly expires_at: Timestamp | null;
}

/** Adds an action, which is also the history entry. A timeout lasts 60 seconds to 30 days. */
export function addModeration(
  trx: Connection,
  { user, action_type, seconds, reason, by }: ModerationRequest,
  now: Timestamp,
): AddedModeration {
  if (action_type === 'PLATFORM_TIMEOUT') requireTimeoutLength(seconds);
  const target = requireUser(trx, user);
  const actor = findActor(trx, by, { target, now });
  const expires_at = seconds === undefined ? null : addSeconds(now, seconds);
  const { id } = trx.one(
    build
      .insertInto('moderation_actions')
      .values({
        user_id: target.id,
        action_type,
        reason: reason ?? null,
        created_by_id: actor?.id ?? null,
        expires_at,
        created_at: now,
      })
      .returning('id'),
  );
  return { id, user_id: target.id, username: target.username, action_type, expires_at };
}

function requireTimeoutLength(seconds: number | undefined): void {
  if (seconds === undefined) {
    throw new OperatorError('a timeout ends; say after how many seconds with --seconds N');
  }
  if (seconds >= SHORTEST_TIMEOUT_SECONDS && seconds <= LONGEST_TIMEOUT_SECONDS) return;
  throw new OperatorError(
    `a timeout lasts ${SHORTEST_TIMEOUT_SECONDS} to ${LONGEST_TIMEOUT_SECONDS} seconds (30 days)`,
  );
}

export interface LiftRequest {
  readonly id: number;
  readonly by?: UserReference | undefined;
}

export interface LiftedModeration {
  readonly id: number;
  readonly user_id: number;
  readonly username: string;
  readonly lifted_at: Timestamp;
}

/** Lifts an action that was not lifted, and stores the user who lifted it. */
export function liftModeration(
  trx: Connection,
  { id, by }: LiftRequest,
  now: Timestamp,
): LiftedModeration {
  const action = trx.first(
    build
      .selectFrom('moderation_actions')
      .select('user_id')
      .where('id', '=', id)
      .where('lifted_at', 'is', null),
  );
  if (action === undefined) {
    throw new OperatorError(
      `no moderation action ${id} is left to lift; see: portal user show NAME`,
    );
  }
  const target = requireUser(trx, action.user_id);
  const actor = findActor(trx, by, { target, now });
  trx.run(
    build
      .updateTable('moderation_actions')
      .set({ lifted_at: now, lifted_by_id: actor?.id ?? null })
      .where('id', '=', id),
  );
  return { id, user_id: target.id, username: target.username, lifted_at: now };
}
