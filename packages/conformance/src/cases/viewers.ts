import type { ExampleViewer } from '@portal/contract';
import type { SignedInViewer } from '../target.ts';

/** The viewers without a restriction, by rank. */
export const ADMITTED = [
  'user',
  'moderator',
  'admin',
  'owner',
] as const satisfies readonly SignedInViewer[];

/** Those of them whose session a case needs. */
export function sessionsOf(...viewers: readonly ExampleViewer[]): readonly SignedInViewer[] {
  return viewers.filter(isSignedIn);
}

function isSignedIn(viewer: ExampleViewer): viewer is SignedInViewer {
  return viewer !== 'anonymous';
}

/** `a user`, `an admin`. */
export function withArticle(viewer: ExampleViewer): string {
  const words = viewer.replace('_', ' ');
  const what = { anonymous: 'stranger', banned: 'banned user', 'timed out': 'timed out user' };
  const noun = (what as Readonly<Record<string, string>>)[words] ?? words;
  return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
