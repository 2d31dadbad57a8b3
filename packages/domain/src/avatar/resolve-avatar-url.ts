import { type AvatarSource, findLink, isDefaultAvatar } from './avatar-source.ts';
import { compareLinks, type LinkedPlatform } from './platform.ts';

const DEFAULT_AVATAR_BASE = 'https://cdn.discordapp.com/embed/avatars/';

/**
 * The URL a user's avatar is shown from. A source whose platform is no longer linked counts as null,
 * and null means the earliest linked platform. No link, or a link without an avatar: null.
 */
export function resolveAvatarUrl(
  source: AvatarSource | null,
  links: readonly LinkedPlatform[],
): string | null {
  if (isDefaultAvatar(source)) {
    return `${DEFAULT_AVATAR_BASE}${source.slice('discord_'.length)}.png`;
  }
  const chosen = source === null ? undefined : findLink(links, source);
  return (chosen ?? findEarliestLink(links))?.platform_avatar_url ?? null;
}

function findEarliestLink(links: readonly LinkedPlatform[]): LinkedPlatform | undefined {
  return [...links].sort(compareLinks)[0];
}
