import { isPlatform, type Platform } from '../avatar/platform.ts';
import type { Result } from '../result.ts';
import { countCodePoints } from '../text.ts';

export const PLATFORM_USERNAME_MAX_LENGTH = 64;
export const PLATFORM_AVATAR_URL_MAX_LENGTH = 512;
/** 1 to 20 digits without a leading zero. */
export const PLATFORM_USER_ID_PATTERN = /^[1-9][0-9]{0,19}$/;
/** An `https` URL without user and password, with the characters of RFC 3986 only. */
export const PLATFORM_AVATAR_URL_PATTERN =
  /^[Hh][Tt][Tt][Pp][Ss]:\/\/[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?([/?#][A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]*)?$/;

/** An account on a platform. A login code belongs to one. */
export interface PlatformIdentity {
  readonly platform: Platform;
  readonly platform_user_id: string;
}

/** The data that a bot sends about an account on its platform. */
export interface PlatformProfile extends PlatformIdentity {
  readonly platform_username: string;
  readonly platform_avatar_url: string | null;
}

export type PlatformError =
  | { readonly code: 'platform_required' }
  | { readonly code: 'platform_unknown' };

export type PlatformUserIdError =
  | { readonly code: 'platform_user_id_required' }
  | { readonly code: 'platform_user_id_not_string' }
  | { readonly code: 'platform_user_id_not_digits' };

export type PlatformUsernameError =
  | { readonly code: 'platform_username_required' }
  | { readonly code: 'platform_username_not_string' }
  | { readonly code: 'platform_username_length' }
  | { readonly code: 'platform_username_invalid_characters' };

export interface PlatformAvatarUrlError {
  readonly code: 'platform_avatar_url_invalid';
}

/** Missing and null are the same, also in the functions below. */
export function parsePlatform(input: unknown): Result<Platform, PlatformError> {
  if (input === undefined || input === null) return fail('platform_required');
  return isPlatform(input) ? { ok: true, value: input } : fail('platform_unknown');
}

export function parsePlatformUserId(input: unknown): Result<string, PlatformUserIdError> {
  if (input === undefined || input === null) return fail('platform_user_id_required');
  if (typeof input !== 'string') return fail('platform_user_id_not_string');
  return PLATFORM_USER_ID_PATTERN.test(input)
    ? { ok: true, value: input }
    : fail('platform_user_id_not_digits');
}

/** The name is not changed. */
export function parsePlatformUsername(input: unknown): Result<string, PlatformUsernameError> {
  if (input === undefined || input === null) return fail('platform_username_required');
  if (typeof input !== 'string') return fail('platform_username_not_string');
  const length = countCodePoints(input, PLATFORM_USERNAME_MAX_LENGTH);
  if (length < 1 || length > PLATFORM_USERNAME_MAX_LENGTH) return fail('platform_username_length');
  const isPrintable = !/\p{Cc}/u.test(input) && input.isWellFormed();
  return isPrintable ? { ok: true, value: input } : fail('platform_username_invalid_characters');
}

/** Missing is null: some accounts have no avatar. */
export function parsePlatformAvatarUrl(
  input: unknown,
): Result<string | null, PlatformAvatarUrlError> {
  if (input === undefined || input === null) return { ok: true, value: null };
  const isUrl = typeof input === 'string' && input.length <= PLATFORM_AVATAR_URL_MAX_LENGTH;
  if (!isUrl || !PLATFORM_AVATAR_URL_PATTERN.test(input)) {
    return fail('platform_avatar_url_invalid');
  }
  return { ok: true, value: input };
}

function fail<TCode extends string>(code: TCode) {
  return { ok: false, error: { code } } as const;
}
