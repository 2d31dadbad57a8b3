import {
  EXAMPLE_VIEWERS,
  type ExampleViewer,
  type OperationId,
  operations,
} from '@portal/contract';
import type { SignedInViewer } from '../target.ts';

/** The viewers whom nothing keeps out, by rank. */
export const ADMITTED = [
  'user',
  'moderator',
  'admin',
  'owner',
] as const satisfies readonly SignedInViewer[];

export const OPERATION_IDS = Object.keys(operations) as readonly OperationId[];

export const SIGNED_IN: readonly SignedInViewer[] = EXAMPLE_VIEWERS.filter(isSignedIn);

/** The viewers among them whose session a case needs. */
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
