import {
  addSeconds,
  SUBSCRIPTION_TIERS,
  type SubscriptionTier,
  subscriptionTierAt,
  type Timestamp,
  type User,
} from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { findActor, requireUser, type UserReference } from '../users/require-user.ts';

const DAY_IN_SECONDS = 86_400;
const TRIAL_DAYS = 7;

export interface SubscriptionRequest {
  readonly user: UserReference;
  readonly tier: SubscriptionTier;
  readonly days?: number | undefined;
  readonly by?: UserReference | undefined;
  readonly reason?: string | undefined;
}

export interface GrantedSubscription {
  readonly user_id: number;
  readonly username: string;
  readonly old_tier: SubscriptionTier;
  readonly new_tier: SubscriptionTier;
  readonly expires_at: Timestamp | null;
}

/** Grants a tier and adds a history entry. Premium lasts some days or has no end; a trial lasts 7 days, once per user. */
export function grantSubscription(
  trx: Connection,
  { user, tier, days, by, reason }: SubscriptionRequest,
  now: Timestamp,
): GrantedSubscription {
  if (days !== undefined && tier !== SUBSCRIPTION_TIERS.premium) {
    throw new OperatorError(
      'only premium takes --days: a trial lasts 7 days, the others never end',
    );
  }
  const target = requireUser(trx, user);
  const actor = findActor(trx, by, { target, now });
  if (tier === SUBSCRIPTION_TIERS.trial) requireFirstTrial(trx, target);
  const granted_by = actor?.id ?? null;
  const length = tier === SUBSCRIPTION_TIERS.trial ? TRIAL_DAYS : days;
  const expires_at = length === undefined ? null : addSeconds(now, length * DAY_IN_SECONDS);
  const change = { old_tier: subscriptionTierAt(target, now), new_tier: tier };
  trx.run(
    build
      .updateTable('users')
      .set({
        subscription_tier: tier,
        subscription_expires_at: expires_at,
        subscription_granted_by: granted_by,
        updated_at: now,
      })
      .where('id', '=', target.id),
  );
  trx.run(
    build.insertInto('subscription_history').values({
      ...change,
      user_id: target.id,
      reason: reason ?? null,
      granted_by_id: granted_by,
      created_at: now,
    }),
  );
  return { user_id: target.id, username: target.username, ...change, expires_at };
}

function requireFirstTrial(trx: Connection, { id, username }: User): void {
  const earlier = trx.first(
    build
      .selectFrom('subscription_history')
      .select('id')
      .where('user_id', '=', id)
      .where('new_tier', '=', SUBSCRIPTION_TIERS.trial)
      .limit(1),
  );
  if (earlier !== undefined) throw new OperatorError(`${username} has had a trial already`);
}
