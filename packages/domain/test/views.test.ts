import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCurrentUser, toDetailedProfile, toPublicProfile } from '../src/profile/profile-views.ts';
import { anyHistories, anyMoment, anyUser } from './arbitrary-user.ts';
import { avatarUrlOf, restrictionOf } from './oracle.ts';

const anyTierWithDetail = fc.constantFrom('moderator', 'admin', 'owner');

describe('every view', () => {
  test('has exactly its fields, whoever the user is', () => {
    fc.assert(
      fc.property(anyUser, anyHistories, anyTierWithDetail, (user, histories, tier) => {
        const now = user.updated_at;
        expect(Object.keys(toPublicProfile(user, now))).toHaveLength(4);
        expect(Object.keys(toCurrentUser(user, now))).toHaveLength(14);
        expect(Object.keys(toDetailedProfile(user, histories, { tier, now }))).toHaveLength(18);
      }),
    );
  });

  test('agrees with the others in every field it shares with them', () => {
    fc.assert(
      fc.property(anyUser, anyHistories, anyMoment, (user, histories, now) => {
        const { created_at, updated_at, ...shared } = toCurrentUser(user, now);
        const detail = toDetailedProfile(user, histories, { tier: 'owner', now });
        expect(shared).toMatchObject(toPublicProfile(user, now));
        expect(detail).toEqual({ ...shared, ...histories });
        expect({ created_at, updated_at }).toEqual({
          created_at: user.created_at,
          updated_at: user.updated_at,
        });
      }),
    );
  });

  test('shows avatar, tier and state by the rules written a second time', () => {
    fc.assert(
      fc.property(anyUser, anyMoment, (user, now) => {
        const end = user.subscription_expires_at;
        const isOver = end !== null && Date.parse(end) <= Date.parse(now);
        expect(toCurrentUser(user, now)).toMatchObject({
          avatar_url: avatarUrlOf(user.avatar_source, user.linked_platforms),
          subscription_tier: isOver ? 0 : user.subscription_tier,
          state: restrictionOf(user.sanctions, now)?.state ?? 0,
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe('the histories of a detailed profile', () => {
  test('are what the tier may see of them and never more', () => {
    fc.assert(
      fc.property(anyUser, anyHistories, anyTierWithDetail, (user, histories, tier) => {
        const shown = toDetailedProfile(user, histories, { tier, now: user.updated_at });
        const rest = tier === 'moderator' ? [] : undefined;
        expect(shown.moderation_actions).toEqual(rest ?? histories.moderation_actions);
        expect(shown.chats).toEqual(rest ?? histories.chats);
        expect(shown.bots).toEqual(rest ?? histories.bots);
        expect(shown.subscription_history).toEqual(rest ?? histories.subscription_history);
        expect(shown.permission_history).toEqual(rest ?? histories.permission_history);
        expect(shown.session_history).toEqual(tier === 'owner' ? histories.session_history : []);
      }),
    );
  });
});

test('the links are shown earliest first, each one once', () => {
  fc.assert(
    fc.property(anyUser, anyMoment, (user, now) => {
      const { linked_platforms } = toCurrentUser(user, now);
      const moments = linked_platforms.map((link) => Date.parse(link.linked_at));
      expect(moments).toEqual(moments.toSorted((a, b) => a - b));
      expect(new Set(linked_platforms)).toEqual(new Set(user.linked_platforms));
      expect(linked_platforms).toHaveLength(user.linked_platforms.length);
    }),
  );
});
