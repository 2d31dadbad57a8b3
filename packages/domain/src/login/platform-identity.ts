import { isPlatform, type Platform } from '../avatar/platform.ts';
import type { Result } from '../result.ts';
import { countCodePoints } from '../text.ts';

export const PLATFORM_USERNAME_MAX_LENGTH = 64;
export const PLATFORM_AVATAR_URL_MAX_LENGTH = 512;
/** 1 to 20 digits without a leading zero. */
export const PLATFORM_USER_ID_PATTERN = /^[1-9][0-9]{0,19}$/;
/** An `https` address without user and password, in the characters of RFC 3986. */
export const PLATFORM_AVATAR_URL_PATTERN =
  /^[Hh][Tt][Tt][Pp][Ss]:\/\/[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?([/?#][A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]*)?$/;

/** An account on a platform: what a login code belongs to. */
export interface PlatformIdentity {
  readonly platform: Platform;
  readonly platform_user_id: string;
}

/** What a bot tells of an account on its platform. */
export interface PlatformProfile extends PlatformIdentity {
  readonly platform_username: string;
  readonly platform_avatar_url: string | null;
}

/** Input of any JSON type, by field. */
export type PlatformInput = { readonly [TField in keyof PlatformProfile]?: unknown };

export type PlatformIdentityError =
  | { readonly code: 'platform_required' }
  | { readonly code: 'platform_unknown' }
  | { readonly code: 'platform_user_id_required' }
  | { readonly code: 'platform_user_id_not_string' }
  | { readonly code: 'platform_user_id_not_digits' };

export type PlatformProfileError =
  | PlatformIdentityError
  | { readonly code: 'platform_username_required' }
  | { readonly code: 'platform_username_not_string' }
  | { readonly code: 'platform_username_length' }
  | { readonly code: 'platform_username_invalid_characters' }
  | { readonly code: 'platform_avatar_url_invalid' };

/** The fields in the documented order; the error is the first invalid one's. Missing and null are the same. */
export function parsePlatformIdentity(
  input: PlatformInput,
): Result<PlatformIdentity, PlatformIdentityError> {
  const { platform, platform_user_id } = input;
  if (platform === undefined || platform === null) return fail('platform_required');
  if (!isPlatform(platform)) return fail('platform_unknown');
  if (platform_user_id === undefined || platform_user_id === null) {
    return fail('platform_user_id_required');
  }
  if (typeof platform_user_id !== 'string') return fail('platform_user_id_not_string');
  if (!PLATFORM_USER_ID_PATTERN.test(platform_user_id)) return fail('platform_user_id_not_digits');
  return { ok: true, value: { platform, platform_user_id } };
}

/** As `parsePlatformIdentity`, then the name and the avatar; an avatar that is missing or null is none. */
export function parsePlatformProfile(
  input: PlatformInput,
): Result<PlatformProfile, PlatformProfileError> {
  const identity = parsePlatformIdentity(input);
  if (!identity.ok) return identity;
  const nameFault = findNameFault(input.platform_username);
  if (nameFault !== undefined) return fail(nameFault);
  const url = input.platform_avatar_url ?? null;
  if (url !== null && !isAvatarUrl(url)) return fail('platform_avatar_url_invalid');
  const platform_username = input.platform_username as string;
  return { ok: true, value: { ...identity.value, platform_username, platform_avatar_url: url } };
}

function findNameFault(input: unknown): PlatformProfileError['code'] | undefined {
  if (input === undefined || input === null) return 'platform_username_required';
  if (typeof input !== 'string') return 'platform_username_not_string';
  const length = countCodePoints(input, PLATFORM_USERNAME_MAX_LENGTH);
  if (length < 1 || length > PLATFORM_USERNAME_MAX_LENGTH) return 'platform_username_length';
  const isPrintable = !/\p{Cc}/u.test(input) && input.isWellFormed();
  return isPrintable ? undefined : 'platform_username_invalid_characters';
}

function isAvatarUrl(input: unknown): input is string {
  if (typeof input !== 'string' || input.length > PLATFORM_AVATAR_URL_MAX_LENGTH) return false;
  return PLATFORM_AVATAR_URL_PATTERN.test(input);
}

function fail<TCode extends PlatformProfileError['code']>(code: TCode) {
  return { ok: false, error: { code } } as const;
}
