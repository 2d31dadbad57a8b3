import type { Result } from '../result.ts';
import { isPlatform, type LinkedPlatform, PLATFORMS, type Platform } from './platform.ts';

export const DEFAULT_AVATARS = [
  'discord_0',
  'discord_1',
  'discord_2',
  'discord_3',
  'discord_4',
  'discord_5',
] as const;
export type DefaultAvatar = (typeof DEFAULT_AVATARS)[number];

/** Every stored value of `avatar_source` except null. Null means the earliest linked platform. */
export const AVATAR_SOURCES = [...PLATFORMS, ...DEFAULT_AVATARS] as const;
export type AvatarSource = Platform | DefaultAvatar;

export type AvatarSourceError =
  | { readonly code: 'avatar_source_not_string' }
  | { readonly code: 'avatar_source_not_linked'; readonly platform: Platform }
  | { readonly code: 'avatar_source_unknown' };

/**
 * Parses the avatar source that a user asks for. `""` becomes null; a default avatar needs no link;
 * a platform must be linked now.
 */
export function parseAvatarSource(
  input: unknown,
  links: readonly LinkedPlatform[],
): Result<AvatarSource | null, AvatarSourceError> {
  if (typeof input !== 'string') return { ok: false, error: { code: 'avatar_source_not_string' } };
  if (input === '') return { ok: true, value: null };
  if (isDefaultAvatar(input)) return { ok: true, value: input };
  if (!isPlatform(input)) return { ok: false, error: { code: 'avatar_source_unknown' } };
  return findLink(links, input) === undefined
    ? { ok: false, error: { code: 'avatar_source_not_linked', platform: input } }
    : { ok: true, value: input };
}

export function isDefaultAvatar(input: unknown): input is DefaultAvatar {
  return (DEFAULT_AVATARS as readonly unknown[]).includes(input);
}

export function findLink(
  links: readonly LinkedPlatform[],
  platform: Platform,
): LinkedPlatform | undefined {
  return links.find((link) => link.platform === platform);
}
