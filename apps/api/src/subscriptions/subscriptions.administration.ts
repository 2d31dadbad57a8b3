import {
  addSeconds,
  SUBSCRIPTION_TIERS,
  type SubscriptionTier,
  subscriptionTierAt,
  type Timestamp,
} from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { findActor, requireUser } from '../users/require-user.ts';

const DAY_IN_SECONDS = 86_400;
const ENDLESS_TIERS: readonly SubscriptionTier[] = [
  SUBSCRIPTION_TIERS.basic,
  SUBSCRIPTION_TIERS.lifetime,
];

export interface SubscriptionRequest {
  readonly username: string;
  readonly tier: SubscriptionTier;
  readonly days?: number | undefined;
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
}

export interface GrantedSubscription {
  readonly username: string;
  readonly old_tier: SubscriptionTier;
  readonly new_tier: SubscriptionTier;
  readonly expires_at: Timestamp | null;
}

/** Grants a tier, for some days or without end, and notes it. */
export function grantSubscription(
  trx: Connection,
  { username, tier, days, by, reason }: SubscriptionRequest,
  now: Timestamp,
): GrantedSubscription {
  if (days !== undefined && ENDLESS_TIERS.includes(tier)) {
    throw new OperatorError('only trial and premium end; leave out --days');
  }
  const user = requireUser(trx, username);
  const actor = findActor(trx, by, user);
  const granted_by = actor?.id ?? null;
  const expires_at = days === undefined ? null : addSeconds(now, days * DAY_IN_SECONDS);
  const change = { old_tier: subscriptionTierAt(user, now), new_tier: tier };
  trx.run(
    build
      .updateTable('users')
      .set({
        subscription_tier: tier,
        subscription_expires_at: expires_at,
        subscription_granted_by: granted_by,
        updated_at: now,
      })
      .where('id', '=', user.id),
  );
  trx.run(
    build.insertInto('subscription_history').values({
      ...change,
      user_id: user.id,
      reason: reason ?? null,
      granted_by_id: granted_by,
      created_at: now,
    }),
  );
  return { username: user.username, ...change, expires_at };
}
