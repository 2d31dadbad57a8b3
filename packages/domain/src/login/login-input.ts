import type { Result } from '../result.ts';
import { parseUsername, type UsernameError } from '../username/parse-username.ts';

export type LookupInputError = { readonly code: 'username_required' } | UsernameError;
export type CodeInputError =
  | { readonly code: 'code_required' }
  | { readonly code: 'code_not_string' };

/** Parses the username of a lookup with the rules for a new name. Missing and null are the same. */
export function parseLookupUsername(input: unknown): Result<string, LookupInputError> {
  if (input === undefined || input === null) {
    return { ok: false, error: { code: 'username_required' } };
  }
  return parseUsername(input);
}

/** Parses the code that a user typed. Any string passes: text without the form of a code is a wrong code. */
export function parseCodeInput(input: unknown): Result<string, CodeInputError> {
  if (input === undefined || input === null) return { ok: false, error: { code: 'code_required' } };
  if (typeof input !== 'string') return { ok: false, error: { code: 'code_not_string' } };
  return { ok: true, value: input };
}
