import {
  type AvatarSource,
  type AvatarSourceError,
  parseAvatarSource,
} from '../avatar/avatar-source.ts';
import type { Result } from '../result.ts';
import type { Timestamp } from '../timestamp.ts';
import type { User } from '../user.ts';
import { parseUsername, type UsernameError } from '../username/parse-username.ts';

/** The change that a user asks for. A field that is absent or null was not given. */
export interface UserPatch {
  readonly username?: unknown;
  readonly avatar_source?: unknown;
}

export type UserFieldError =
  | UsernameError
  | { readonly code: 'username_taken' }
  | AvatarSourceError;

export interface UserChanges {
  username?: string;
  avatar_source?: AvatarSource | null;
}

export interface UserFieldErrors {
  username?: UsernameError | { readonly code: 'username_taken' };
  avatar_source?: AvatarSourceError;
}

export interface UpdateDecision {
  /** The fields whose stored value changes; empty if nothing changes. */
  readonly changes: UserChanges;
  /** The given fields that failed, or null if none failed. */
  readonly errors: UserFieldErrors | null;
}

/**
 * Checks each given field alone: valid fields are to be stored, invalid ones are reported. `nameHolder` is the id of
 * the user who has the new username in any case, or undefined if the name is free.
 */
export function decideUpdate(
  user: User,
  patch: UserPatch,
  nameHolder: number | undefined,
): UpdateDecision {
  const changes: UserChanges = {};
  const errors: UserFieldErrors = {};
  if (isGiven(patch.username)) {
    const wanted = judgeUsername(user, patch.username, nameHolder);
    if (!wanted.ok) errors.username = wanted.error;
    else if (wanted.value !== user.username) changes.username = wanted.value;
  }
  if (isGiven(patch.avatar_source)) {
    const wanted = parseAvatarSource(patch.avatar_source, user.linked_platforms);
    if (!wanted.ok) errors.avatar_source = wanted.error;
    else if (wanted.value !== user.avatar_source) changes.avatar_source = wanted.value;
  }
  return { changes, errors: isEmpty(errors) ? null : errors };
}

/** The user after a decision. `updated_at` changes only if a stored value changes, and never goes back. */
export function applyChanges(user: User, changes: UserChanges, now: Timestamp): User {
  if (isEmpty(changes)) return user;
  const updated_at = now > user.updated_at ? now : user.updated_at;
  return { ...user, ...changes, updated_at };
}

function judgeUsername(
  user: User,
  input: unknown,
  nameHolder: number | undefined,
): Result<string, UsernameError | { readonly code: 'username_taken' }> {
  const parsed = parseUsername(input);
  const isTaken = nameHolder !== undefined && nameHolder !== user.id;
  return parsed.ok && isTaken ? { ok: false, error: { code: 'username_taken' } } : parsed;
}

function isGiven(input: unknown): boolean {
  return input !== undefined && input !== null;
}

function isEmpty(fields: object): boolean {
  return Object.keys(fields).length === 0;
}
