import { type AvatarSource, findLink, isDefaultAvatar } from './avatar-source.ts';
import { compareLinks, type LinkedPlatform } from './platform.ts';

const DEFAULT_AVATAR_BASE = 'https://cdn.discordapp.com/embed/avatars/';

/**
 * The URL of a user's avatar. If the platform of the source is not linked, or the source is null, the earliest
 * linked platform counts. Null if there is no link, or its account has no avatar.
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
