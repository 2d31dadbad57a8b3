/** The documented ranks. The profile page lists 0, 2 and 3; Get Current User lists 1 as well. */
export const PERMISSION_LEVELS = { user: 0, moderator: 1, admin: 2, owner: 3 } as const;
export type PermissionLevelName = keyof typeof PERMISSION_LEVELS;
export type PermissionLevel = (typeof PERMISSION_LEVELS)[PermissionLevelName];

/** The part of a user that the hierarchy needs. */
export interface Ranked {
  readonly permission_level: PermissionLevel;
}
