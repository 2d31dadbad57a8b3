import type { Result } from '../result.ts';
import { countCodePoints } from '../text.ts';

export const USERNAME_MIN_LENGTH = 3;
export const USERNAME_MAX_LENGTH = 32;
/** Letters, digits, dots, underscores and hyphens, ASCII only; nothing is trimmed or normalised. */
export const USERNAME_PATTERN = /^[A-Za-z0-9._-]*$/;

export type UsernameError =
  | { readonly code: 'username_not_string' }
  | { readonly code: 'username_too_short' }
  | { readonly code: 'username_too_long' }
  | { readonly code: 'username_invalid_characters' };

/**
 * Judges a username by its form; whether it is free is for whoever holds the names.
 * The rules are tried in the documented order and the first that fails is the answer.
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
