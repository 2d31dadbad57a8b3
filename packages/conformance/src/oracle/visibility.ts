/** 0 User, 1 Moderator, 2 Admin, 3 Owner. */
export type Level = 0 | 1 | 2 | 3;

/** How much of a profile a viewer sees. */
export type Visibility = 'public' | 'moderator' | 'admin' | 'owner';

/** By the viewer's level, then by the target's: a strictly higher level, and Owners everybody. */
export const visibilities: readonly (readonly Visibility[])[] = [
  ['public', 'public', 'public', 'public'],
  ['moderator', 'public', 'public', 'public'],
  ['admin', 'admin', 'public', 'public'],
  ['owner', 'owner', 'owner', 'owner'],
];

export function visibilityOf(viewer: Level, target: Level): Visibility {
  return visibilities[viewer]?.[target] ?? 'public';
}
