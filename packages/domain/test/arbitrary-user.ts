import fc from 'fast-check';
import { AVATAR_SOURCES } from '../src/avatar/avatar-source.ts';
import { type LinkedPlatform, PLATFORMS } from '../src/avatar/platform.ts';
import { PERMISSION_LEVELS } from '../src/permission/permission-level.ts';
import type { Histories } from '../src/profile/history.ts';
import {
  MODERATION_ACTION_TYPES,
  type ModerationAction,
} from '../src/restriction/moderation-action.ts';
import { SUBSCRIPTION_TIERS } from '../src/subscription/subscription-tier.ts';
import type { User } from '../src/user.ts';
import { anyText, nameLikeText } from './arbitrary-text.ts';
import { exampleHistories } from './example-histories.ts';

/** Valid times. Half of them are within a few seconds, so that equal and adjacent times are common. */
export const anyMoment: fc.Arbitrary<string> = fc
  .oneof(
    fc.integer({ min: 0, max: 3 }).map((second) => 1_773_921_600 + second),
    wholeSeconds(),
  )
  .map((seconds) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'));

export const anyLevel = fc.constantFrom(...Object.values(PERMISSION_LEVELS));
export const anyTier = fc.constantFrom(...Object.values(SUBSCRIPTION_TIERS));
export const anyAvatarSource = fc.option(fc.constantFrom(...AVATAR_SOURCES));
export const anyId = fc.integer({ min: 1, max: 5 });

const anyPictureUrl = fc.nat({ max: 999 }).map((number) => `https://pictures.example/${number}`);

export function linkAt(moment: fc.Arbitrary<string>): fc.Arbitrary<LinkedPlatform> {
  return fc.record({
    platform: fc.constantFrom(...PLATFORMS),
    platform_user_id: anyText,
    platform_username: anyText,
    platform_avatar_url: fc.option(anyPictureUrl),
    linked_at: moment,
    last_authenticated_at: fc.option(moment),
  });
}

/** None, one or both platforms, in either order. */
export const anyLinks: fc.Arbitrary<LinkedPlatform[]> = fc.uniqueArray(linkAt(anyMoment), {
  selector: (link) => link.platform,
  maxLength: PLATFORMS.length,
  size: 'max',
});

export function actionAt(moment: fc.Arbitrary<string>): fc.Arbitrary<ModerationAction> {
  return fc.record({
    id: anyId,
    action_type: fc.oneof(
      fc.constantFrom('PLATFORM_TIMEOUT' as const, 'PLATFORM_BAN' as const),
      fc.constantFrom(...MODERATION_ACTION_TYPES),
    ),
    reason: fc.option(fc.string({ maxLength: 3 })),
    is_lifted: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
    expires_at: fc.option(moment),
    lifted_at: fc.option(moment),
    created_at: moment,
  });
}

/** The parts of a user that have times or depend on them. */
export interface UserParts {
  readonly moment: fc.Arbitrary<string>;
  readonly links: fc.Arbitrary<LinkedPlatform[]>;
}

export function userOf({ moment, links }: UserParts): fc.Arbitrary<User> {
  return fc.record({
    id: anyId,
    username: fc.oneof(nameLikeText, anyText),
    subscription_tier: anyTier,
    permission_level: anyLevel,
    subscription_expires_at: fc.option(moment),
    subscription_granted_by: fc.option(anyId),
    last_activity_at: fc.option(moment),
    permission_since: fc.option(moment),
    avatar_source: anyAvatarSource,
    linked_platforms: links,
    sanctions: fc.array(actionAt(moment), { maxLength: 4 }),
    created_at: moment,
    updated_at: moment,
  });
}

export const anyUser: fc.Arbitrary<User> = userOf({ moment: anyMoment, links: anyLinks });

/** Some or none of the example's items in each history. */
export const anyHistories: fc.Arbitrary<Histories> = fc.record({
  moderation_actions: fc.subarray([...exampleHistories.moderation_actions]),
  chats: fc.subarray([...exampleHistories.chats]),
  bots: fc.subarray([...exampleHistories.bots]),
  subscription_history: fc.subarray([...exampleHistories.subscription_history]),
  permission_history: fc.subarray([...exampleHistories.permission_history]),
  session_history: fc.subarray([...exampleHistories.session_history]),
});

/** From 1970 to the last second of 9999. */
function wholeSeconds(): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 253_402_300_799 });
}
