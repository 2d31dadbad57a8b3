import type { Result } from '../result.ts';
import { countCodePoints } from '../text.ts';

export const USERNAME_MIN_LENGTH = 3;
export const USERNAME_MAX_LENGTH = 32;
/** ASCII letters, digits, dots, underscores and hyphens. The name is not trimmed or normalised. */
export const USERNAME_PATTERN = /^[A-Za-z0-9._-]*$/;

export type UsernameError =
  | { readonly code: 'username_not_string' }
  | { readonly code: 'username_too_short' }
  | { readonly code: 'username_too_long' }
  | { readonly code: 'username_invalid_characters' };

/**
 * Checks the form of a username, not if it is free. The rules run in the documented order, and the first rule that
 * fails gives the error.
 */
export function parseUsername(input: unknown): Result<string, UsernameError> {
  const code = findUsernameFault(input);
  return code === undefined ? { ok: true, value: input as string } : { ok: false, error: { code } };
}

function findUsernameFault(input: unknown): UsernameError['code'] | undefined {
  if (typeof input !== 'string') return 'username_not_string';
  const length = countCodePoints(input, USERNAME_MAX_LENGTH);
  if (length < USERNAME_MIN_LENGTH) return 'username_too_short';
  if (length > USERNAME_MAX_LENGTH) return 'username_too_long';
  return USERNAME_PATTERN.test(input) ? undefined : 'username_invalid_characters';
}
