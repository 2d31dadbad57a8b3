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
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { findUserIdByUsername } from './user.repository.ts';

export interface NewUser {
  readonly username: string;
  readonly permission_level: PermissionLevel;
  readonly subscription_tier: SubscriptionTier;
}

export interface AddedUser extends NewUser {
  readonly id: number;
  readonly created_at: Timestamp;
}

/** Adds a user. The rules for the name are those of a rename. */
export function addUser(trx: Connection, user: NewUser, now: Timestamp): AddedUser {
  requireFreeUsername(trx, user.username);
  const hasRank = user.permission_level > PERMISSION_LEVELS.user;
  const { id } = trx.one(
    build
      .insertInto('users')
      .values({
        ...user,
        username_key: usernameKey(user.username),
        permission_since: hasRank ? now : null,
        created_at: now,
        updated_at: now,
      })
      .returning('id'),
  );
  return { id, ...user, created_at: now };
}

function requireFreeUsername(trx: Connection, username: string): void {
  const parsed = parseUsername(username);
  if (!parsed.ok) throw new OperatorError(sentenceOf(parsed.error));
  if (findUserIdByUsername(trx, parsed.value) === undefined) return;
  throw new OperatorError(sentenceOf({ code: 'username_taken' }));
}

function sentenceOf(error: NonNullable<Parameters<typeof toFieldErrorSentences>[0]>['username']) {
  return toFieldErrorSentences({ ...(error && { username: error }) })?.username ?? '';
}
