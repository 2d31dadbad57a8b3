import { canActOn } from './can-act-on.ts';
import { PERMISSION_LEVELS, type Ranked } from './permission-level.ts';

/** How much of a profile a viewer sees, from the public four fields to every history. */
export const PROFILE_TIERS = ['public', 'moderator', 'admin', 'owner'] as const;
export type ProfileTier = (typeof PROFILE_TIERS)[number];

/** A viewer who cannot act on the target sees the public profile, whatever the viewer's level is. */
export function profileTier(viewer: Ranked, target: Ranked): ProfileTier {
  if (!canActOn(viewer, target)) return 'public';
  switch (viewer.permission_level) {
    case PERMISSION_LEVELS.owner:
      return 'owner';
    case PERMISSION_LEVELS.admin:
      return 'admin';
    case PERMISSION_LEVELS.moderator:
      return 'moderator';
    default:
      return 'public';
  }
}
