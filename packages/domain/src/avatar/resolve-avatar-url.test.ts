import { describe, expect, test } from 'vitest';
import {
  DISCORD_AVATAR,
  discordLink,
  TELEGRAM_AVATAR,
  telegramLink,
} from '../../test/example-user.ts';
import { DEFAULT_AVATARS } from './avatar-source.ts';
import { resolveAvatarUrl } from './resolve-avatar-url.ts';

const bareDiscord = { ...discordLink, platform_avatar_url: null };
const sameMomentTelegram = { ...telegramLink, linked_at: discordLink.linked_at };

describe('a default avatar is the picture of its number', () => {
  test.for(DEFAULT_AVATARS.map((source, number) => [source, number] as const))(
    '%s is picture %i, links or not',
    ([source, number]) => {
      const picture = `https://cdn.discordapp.com/embed/avatars/${number}.png`;
      expect(resolveAvatarUrl(source, [])).toBe(picture);
      expect(resolveAvatarUrl(source, [discordLink])).toBe(picture);
    },
  );
});

describe('a platform is the avatar of its link', () => {
  test.for([
    { source: 'discord', avatar: DISCORD_AVATAR },
    { source: 'telegram', avatar: TELEGRAM_AVATAR },
  ] as const)('$source has $avatar, linked first or last', ({ source, avatar }) => {
    expect(resolveAvatarUrl(source, [discordLink, telegramLink])).toBe(avatar);
    expect(resolveAvatarUrl(source, [telegramLink, discordLink])).toBe(avatar);
  });

  test('a link without an avatar gives null, though another link has one', () => {
    const bareTelegram = { ...telegramLink, platform_avatar_url: null };
    expect(resolveAvatarUrl('discord', [bareDiscord, telegramLink])).toBeNull();
    expect(resolveAvatarUrl('telegram', [discordLink, bareTelegram])).toBeNull();
  });
});

describe('null is the avatar of the earliest link', () => {
  test('the earliest by linked_at, whatever the order given', () => {
    const earlyTelegram = { ...telegramLink, linked_at: '2024-12-31T23:59:59Z' };
    expect(resolveAvatarUrl(null, [discordLink, telegramLink])).toBe(DISCORD_AVATAR);
    expect(resolveAvatarUrl(null, [telegramLink, discordLink])).toBe(DISCORD_AVATAR);
    expect(resolveAvatarUrl(null, [discordLink, earlyTelegram])).toBe(TELEGRAM_AVATAR);
    expect(resolveAvatarUrl(null, [earlyTelegram, discordLink])).toBe(TELEGRAM_AVATAR);
  });

  test('of two linked at one moment, the first by platform name', () => {
    expect(resolveAvatarUrl(null, [sameMomentTelegram, discordLink])).toBe(DISCORD_AVATAR);
    expect(resolveAvatarUrl(null, [discordLink, sameMomentTelegram])).toBe(DISCORD_AVATAR);
  });

  test('the earliest link without an avatar gives null, though a later one has one', () => {
    expect(resolveAvatarUrl(null, [bareDiscord, telegramLink])).toBeNull();
  });

  test('no link gives null', () => {
    expect(resolveAvatarUrl(null, [])).toBeNull();
  });
});

describe('a platform that is no longer linked counts as null', () => {
  test('the earliest link stands in', () => {
    expect(resolveAvatarUrl('discord', [telegramLink])).toBe(TELEGRAM_AVATAR);
    expect(resolveAvatarUrl('telegram', [discordLink])).toBe(DISCORD_AVATAR);
  });

  test('no link at all gives null', () => {
    expect(resolveAvatarUrl('discord', [])).toBeNull();
  });
});

test('the links stay in the order they came', () => {
  const links = [telegramLink, discordLink];
  resolveAvatarUrl(null, links);
  expect(links).toEqual([telegramLink, discordLink]);
});
