import type { PermissionLevel } from '../src/permission/permission-level.ts';
import type { ProfileTier } from '../src/permission/profile-tier.ts';

export interface MatrixRow {
  readonly actor: PermissionLevel;
  readonly target: PermissionLevel;
  readonly acts: boolean;
  readonly sees: ProfileTier;
  /** The levels that the actor may set for the target. */
  readonly gives: readonly PermissionLevel[];
}

/** Every pair of levels, written by hand. Equal levels mean the user itself as well as a user of the same level. */
export const PERMISSION_MATRIX: readonly MatrixRow[] = [
  { actor: 0, target: 0, acts: false, sees: 'public', gives: [] },
  { actor: 0, target: 1, acts: false, sees: 'public', gives: [] },
  { actor: 0, target: 2, acts: false, sees: 'public', gives: [] },
  { actor: 0, target: 3, acts: false, sees: 'public', gives: [] },
  { actor: 1, target: 0, acts: true, sees: 'moderator', gives: [0] },
  { actor: 1, target: 1, acts: false, sees: 'public', gives: [] },
  { actor: 1, target: 2, acts: false, sees: 'public', gives: [] },
  { actor: 1, target: 3, acts: false, sees: 'public', gives: [] },
  { actor: 2, target: 0, acts: true, sees: 'admin', gives: [0, 1] },
  { actor: 2, target: 1, acts: true, sees: 'admin', gives: [0, 1] },
  { actor: 2, target: 2, acts: false, sees: 'public', gives: [] },
  { actor: 2, target: 3, acts: false, sees: 'public', gives: [] },
  { actor: 3, target: 0, acts: true, sees: 'owner', gives: [0, 1, 2] },
  { actor: 3, target: 1, acts: true, sees: 'owner', gives: [0, 1, 2] },
  { actor: 3, target: 2, acts: true, sees: 'owner', gives: [0, 1, 2] },
  { actor: 3, target: 3, acts: true, sees: 'owner', gives: [0, 1, 2] },
];
