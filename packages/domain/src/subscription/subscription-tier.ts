import type { Timestamp } from '../timestamp.ts';

export const SUBSCRIPTION_TIERS = { basic: 0, trial: 1, premium: 2, lifetime: 3 } as const;
export type SubscriptionTierName = keyof typeof SUBSCRIPTION_TIERS;
export type SubscriptionTier = (typeof SUBSCRIPTION_TIERS)[SubscriptionTierName];

export interface Subscription {
  readonly subscription_tier: SubscriptionTier;
  readonly subscription_expires_at: Timestamp | null;
}

/** The active tier at a time. If the subscription has ended, it is Basic. Our decision. */
export function subscriptionTierAt(subscription: Subscription, now: Timestamp): SubscriptionTier {
  const { subscription_expires_at: end, subscription_tier: tier } = subscription;
  return end !== null && end <= now ? SUBSCRIPTION_TIERS.basic : tier;
}
