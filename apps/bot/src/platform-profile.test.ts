import { describe, expect, test } from 'vitest';
import { toDiscordProfile, toTelegramProfile } from './platform-profile.ts';

const discord = { id: '123456789012345678', username: 'niels', discriminator: '0', avatar: null };
const telegram = { id: 42, is_bot: false, first_name: 'Niels' };

describe('a person on Discord', () => {
  test('has a picture that moves when its hash begins with a_', () => {
    const avatarOf = (avatar: string | null) =>
      toDiscordProfile({ ...discord, avatar }).platform_avatar_url;
    expect(avatarOf('a_0f')).toBe(`https://cdn.discordapp.com/avatars/${discord.id}/a_0f.gif`);
    expect(avatarOf('0f')).toBe(`https://cdn.discordapp.com/avatars/${discord.id}/0f.png`);
    expect(avatarOf(null)).toBeNull();
  });

  test('has a number behind the name while the account is an old one', () => {
    const nameOf = (discriminator?: string) =>
      toDiscordProfile({ ...discord, discriminator }).platform_username;
    expect([nameOf('0'), nameOf(), nameOf('0042')]).toEqual(['niels', 'niels', 'niels#0042']);
  });
});

describe('a person on Telegram', () => {
  test('has an id that is text, and no avatar', () => {
    expect(toTelegramProfile({ ...telegram, username: 'niels' })).toEqual({
      platform: 'telegram',
      platform_user_id: '42',
      platform_username: 'niels',
      platform_avatar_url: null,
    });
  });

  test.for<[string, string, string | undefined, string]>([
    ['first and last name', 'Niels', 'Bohr', 'Niels Bohr'],
    ['the first name alone', 'Niels', undefined, 'Niels'],
    ['64 foxes of 64 and a last name', '\u{1F98A}'.repeat(64), 'Fox', '\u{1F98A}'.repeat(64)],
    ['no lone surrogate', 'a\ud800', undefined, 'a\ufffd'],
    ['no control characters', 'a\u0007b\u009b', undefined, 'a b'],
    ['the id where nothing is left', '\n', undefined, '42'],
  ])('without a username has %s', ([, first_name, last_name, name]) => {
    const person =
      last_name === undefined
        ? { ...telegram, first_name }
        : { ...telegram, first_name, last_name };
    expect(toTelegramProfile(person).platform_username).toBe(name);
  });
});
