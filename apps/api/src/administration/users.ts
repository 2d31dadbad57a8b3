import { toFieldErrorSentences } from '@portal/contract/field-errors';
import {
  PERMISSION_LEVELS,
  type PermissionLevel,
  parseUsername,
  type SubscriptionTier,
  type Timestamp,
  usernameKey,
} from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import type { Kysely } from 'kysely';
import type { Database } from '../database/tables.ts';
import { findUserIdByUsername } from '../users/user.repository.ts';

export interface NewUser {
  readonly username: string;
  readonly permission_level: PermissionLevel;
  readonly subscription_tier: SubscriptionTier;
}

export interface AddedUser extends NewUser {
  readonly id: number;
  readonly created_at: Timestamp;
}

/** Adds a user under the same rules that a rename obeys. */
export async function addUser(
  trx: Kysely<Database>,
  user: NewUser,
  now: Timestamp,
): Promise<AddedUser> {
  await requireFreeUsername(trx, user.username);
  const hasRank = user.permission_level > PERMISSION_LEVELS.user;
  const { id } = await trx
    .insertInto('users')
    .values({
      ...user,
      username_key: usernameKey(user.username),
      permission_since: hasRank ? now : null,
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, ...user, created_at: now };
}

async function requireFreeUsername(trx: Kysely<Database>, username: string): Promise<void> {
  const parsed = parseUsername(username);
  if (!parsed.ok) throw new OperatorError(sentenceOf(parsed.error));
  if ((await findUserIdByUsername(trx, parsed.value)) === undefined) return;
  throw new OperatorError(sentenceOf({ code: 'username_taken' }));
}

function sentenceOf(error: NonNullable<Parameters<typeof toFieldErrorSentences>[0]>['username']) {
  return toFieldErrorSentences({ ...(error && { username: error }) })?.username ?? '';
}
