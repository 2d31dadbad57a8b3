import { exampleViewerIds, type PopulatedUser } from '@portal/contract';
import { type ModerationAction, NO_HISTORIES } from '@portal/domain';
import type { SignedInViewer } from '../target.ts';

/** How much of a target a viewer sees. */
export type Sight = 'public' | 'moderator' | 'admin' | 'owner';

type Rank = 'user' | 'moderator' | 'admin' | 'owner';

/** Who sees what of whom, as the documentation has it: strictly higher rank, and Owners everybody. */
export const sights: Readonly<Record<Rank, Readonly<Record<Rank | 'self', Sight>>>> = {
  user: { self: 'public', user: 'public', moderator: 'public', admin: 'public', owner: 'public' },
  moderator: {
    self: 'public',
    user: 'moderator',
    moderator: 'public',
    admin: 'public',
    owner: 'public',
  },
  admin: { self: 'public', user: 'admin', moderator: 'admin', admin: 'public', owner: 'public' },
  owner: { self: 'owner', user: 'owner', moderator: 'owner', admin: 'owner', owner: 'owner' },
};

export const RANKS = ['user', 'moderator', 'admin', 'owner'] as const satisfies readonly Rank[];

/** The state of each user of the population who is not active. */
const states: Readonly<Record<number, number>> = {
  [exampleViewerIds.banned]: 2,
  [exampleViewerIds.timed_out]: 1,
};

export function rankOf({ user }: PopulatedUser): Rank {
  return RANKS[user.permission_level];
}

/** The one cell of a row that is about this target. */
export function sightOf(viewer: SignedInViewer & Rank, target: PopulatedUser): Sight {
  return sights[viewer][exampleViewerIds[viewer] === target.user.id ? 'self' : rankOf(target)];
}

/** The profile of a user of the population, key for key in the documented order. */
export function expectedProfile({ user, histories }: PopulatedUser, sight: Sight): unknown {
  const open = {
    id: user.id,
    username: user.username,
    // Nobody of the population has more than one platform, or a default avatar.
    avatar_url: user.linked_platforms[0]?.platform_avatar_url ?? null,
    subscription_tier: user.subscription_tier,
  };
  if (sight === 'public') return open;
  return {
    ...open,
    state: states[user.id] ?? 0,
    permission_level: user.permission_level,
    subscription_expires_at: user.subscription_expires_at,
    subscription_granted_by: user.subscription_granted_by,
    last_activity_at: user.last_activity_at,
    permission_since: user.permission_since,
    avatar_source: user.avatar_source,
    linked_platforms: user.linked_platforms,
    moderation_actions: sight === 'moderator' ? [] : histories.moderation_actions.map(inOrder),
    chats: sight === 'moderator' ? [] : histories.chats,
    bots: sight === 'moderator' ? [] : histories.bots,
    subscription_history: sight === 'moderator' ? [] : histories.subscription_history,
    permission_history: sight === 'moderator' ? [] : histories.permission_history,
    session_history: sight === 'owner' ? histories.session_history : NO_HISTORIES.session_history,
  };
}

/** The population's actions are written in more than one order. */
function inOrder(action: ModerationAction): ModerationAction {
  const { id, action_type, reason, is_lifted, expires_at, lifted_at, created_at } = action;
  return { id, action_type, reason, is_lifted, expires_at, lifted_at, created_at };
}
