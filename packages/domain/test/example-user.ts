import type { LinkedPlatform } from '../src/avatar/platform.ts';
import type { User } from '../src/user.ts';

export const DISCORD_AVATAR = 'https://cdn.discordapp.com/avatars/123/abc.png';
export const TELEGRAM_AVATAR = 'https://t.me/i/userpic/320/exampleuser.jpg';

/** The link of the documented example of Get Current User. */
export const discordLink: LinkedPlatform = {
  platform: 'discord',
  platform_user_id: '1185865881356615713',
  platform_username: 'exampleuser',
  platform_avatar_url: DISCORD_AVATAR,
  linked_at: '2025-01-01T00:00:00Z',
  last_authenticated_at: '2025-01-15T12:00:00Z',
};

/** Linked a day after the Discord account. */
export const telegramLink: LinkedPlatform = {
  platform: 'telegram',
  platform_user_id: '7000000001',
  platform_username: 'example_tg',
  platform_avatar_url: TELEGRAM_AVATAR,
  linked_at: '2025-01-02T00:00:00Z',
  last_authenticated_at: null,
};

/** The user of the documented example of Get Current User. */
export const exampleUser: User = {
  id: 42,
  username: 'exampleuser',
  subscription_tier: 0,
  permission_level: 0,
  subscription_expires_at: null,
  subscription_granted_by: null,
  last_activity_at: '2025-01-15T12:00:00Z',
  permission_since: null,
  avatar_source: 'discord',
  linked_platforms: [discordLink],
  sanctions: [],
  created_at: '2025-01-01T00:00:00Z',
  updated_at: '2025-01-15T12:00:00Z',
};
