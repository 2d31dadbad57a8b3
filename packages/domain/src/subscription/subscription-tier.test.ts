import { describe, expect, test } from 'vitest';
import {
  SUBSCRIPTION_TIERS,
  type SubscriptionTier,
  subscriptionTierAt,
} from './subscription-tier.ts';

const NOW = '2026-03-19T12:00:00Z';

test('the tiers have the documented numbers', () => {
  expect(SUBSCRIPTION_TIERS).toEqual({ basic: 0, trial: 1, premium: 2, lifetime: 3 });
});

describe.for<[string, SubscriptionTier]>([
  ['Basic', 0],
  ['Trial', 1],
  ['Premium', 2],
  ['Lifetime', 3],
])('%s', ([, tier]) => {
  test.for<[string, string | null]>([
    ['no end', null],
    ['an end a second ahead', '2026-03-19T12:00:01Z'],
    ['an end a century ahead', '2126-03-19T12:00:00Z'],
  ])('reads as itself with %s', ([, end]) => {
    const subscription = { subscription_tier: tier, subscription_expires_at: end };
    expect(subscriptionTierAt(subscription, NOW)).toBe(tier);
  });

  test.for<[string, string]>([
    ['at its end', NOW],
    ['a second after its end', '2026-03-19T11:59:59Z'],
    ['a century after its end', '1926-03-19T12:00:00Z'],
  ])('reads as Basic %s', ([, end]) => {
    const subscription = { subscription_tier: tier, subscription_expires_at: end };
    expect(subscriptionTierAt(subscription, NOW)).toBe(0);
  });
});
