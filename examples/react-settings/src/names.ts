import type { CurrentUser } from '@portal/client';
import type { DefaultAvatar, Platform } from '@portal/domain';

/** What people read in place of the contract's values. */
export const LEVEL_NAMES: Readonly<Record<CurrentUser['permission_level'], string>> = {
  0: 'User',
  1: 'Moderator',
  2: 'Admin',
  3: 'Owner',
};

export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  discord: 'Discord',
  telegram: 'Telegram',
};

/** Discord's default avatars differ in nothing but their colour. */
export const DEFAULT_AVATAR_NAMES: Readonly<Record<DefaultAvatar, string>> = {
  discord_0: 'Blue',
  discord_1: 'Grey',
  discord_2: 'Green',
  discord_3: 'Orange',
  discord_4: 'Red',
  discord_5: 'Pink',
};
