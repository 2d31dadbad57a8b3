import {
  type ExampleViewer,
  exampleViewerIds,
  type PopulatedUser,
  population,
} from '@portal/contract';
import type { ModerationAction } from '@portal/domain';
import type { SignedInViewer } from '../target.ts';
import { findRestriction } from './restriction.ts';
import { toProfile, type View } from './user-views.ts';
import { type Visibility, visibilityOf } from './visibility.ts';

export const RANKS = ['user', 'moderator', 'admin', 'owner'] as const;

export function rankOf({ user }: PopulatedUser): (typeof RANKS)[number] {
  return RANKS[user.permission_level];
}

export function visibilityTo(viewer: SignedInViewer, target: PopulatedUser): Visibility {
  const level = requireUser(viewer).user.permission_level;
  return visibilityOf(level, target.user.permission_level);
}

/** The profile of a user of the population, key for key in the documented order. */
export function expectedProfile(target: PopulatedUser, visibility: Visibility): View {
  const { user, histories } = target;
  const moderation_actions = histories.moderation_actions.map(inOrder);
  const shown = { ...histories, moderation_actions };
  return toProfile(user, { visibility, histories: shown, now: Date.now() });
}

/** What a restricted viewer's 403 says beside its message; nothing for any other viewer. */
export function restrictionInPopulation(viewer: ExampleViewer): View {
  if (viewer === 'anonymous') return {};
  const restriction = findRestriction(requireUser(viewer).user.sanctions, Date.now());
  if (restriction === undefined) return {};
  const { reason, expires_at } = restriction;
  return { reason, expires_at };
}

function requireUser(viewer: SignedInViewer): PopulatedUser {
  const found = population.find(({ user }) => user.id === exampleViewerIds[viewer]);
  if (found === undefined) throw new Error(`the population has no ${viewer}`);
  return found;
}

/** The population's actions have their keys in more than one order. */
function inOrder(action: ModerationAction): ModerationAction {
  const { id, action_type, reason, is_lifted, expires_at, lifted_at, created_at } = action;
  return { id, action_type, reason, is_lifted, expires_at, lifted_at, created_at };
}
