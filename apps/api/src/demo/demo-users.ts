import type { PermissionLevelName } from '@portal/domain';

/** User 42 of the documentation, as the profile page shows it. */
export const DOCUMENTED_USER = { id: 42, username: 'exampleuser' } as const;

/** Somebody with every kind of history. */
export const VETERAN = { id: 43, username: 'demo-veteran' } as const;

/** One viewer of each level. */
export const DEMO_VIEWERS = [
  { id: 1, username: 'demo-owner', level: 'owner' },
  { id: 2, username: 'demo-admin', level: 'admin' },
  { id: 3, username: 'demo-moderator', level: 'moderator' },
  { id: 4, username: 'demo-user', level: 'user' },
] as const satisfies readonly { id: number; username: string; level: PermissionLevelName }[];
