import type { User as TelegramUser } from 'grammy/types';

/** What a bot tells Portal of whoever wants to log in. */
export interface PlatformProfile {
  readonly platform: 'discord' | 'telegram';
  readonly platform_user_id: string;
  readonly platform_username: string;
  readonly platform_avatar_url: string | null;
}

/** The fields of Discord's user that matter here. */
export interface DiscordUser {
  readonly id: string;
  readonly username: string;
  readonly discriminator?: string | undefined;
  readonly avatar?: string | null | undefined;
}

const MAX_NAME_LENGTH = 64;
const AVATARS = 'https://cdn.discordapp.com/avatars';

/** An old account has a number behind its name; without an avatar of its own it has none here either. */
export function toDiscordProfile(user: DiscordUser): PlatformProfile {
  const { id, username, discriminator = '0', avatar } = user;
  const name = discriminator === '0' ? username : `${username}#${discriminator}`;
  const extension = avatar?.startsWith('a_') ? 'gif' : 'png';
  return {
    platform: 'discord',
    platform_user_id: id,
    platform_username: toName(name) || id,
    platform_avatar_url: avatar ? `${AVATARS}/${id}/${avatar}.${extension}` : null,
  };
}

/**
 * Without a username the first and last name stand in. No avatar: the address that Telegram gives has the bot's
 * token in it.
 */
export function toTelegramProfile(user: TelegramUser): PlatformProfile {
  const id = String(user.id);
  const name = user.username ?? [user.first_name, user.last_name ?? ''].join(' ');
  return {
    platform: 'telegram',
    platform_user_id: id,
    platform_username: toName(name) || id,
    platform_avatar_url: null,
  };
}

/** What Portal takes as a name: at most 64 code points, well-formed, without control characters. */
function toName(text: string): string {
  const printable = text
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .trim();
  return Array.from(printable).slice(0, MAX_NAME_LENGTH).join('').trim();
}
