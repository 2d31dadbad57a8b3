import { describe, expect, test } from 'vitest';
import { parseRegistrationSettings, parseSettings, SettingsError } from './settings.ts';

const discord = { DISCORD_PUBLIC_KEY: 'ab'.repeat(32), PORTAL_DISCORD_KEY: 'hbot_1' };
const telegram = {
  TELEGRAM_TOKEN: '123456:abc',
  PORTAL_TELEGRAM_KEY: 'hbot_2',
  TELEGRAM_WEBHOOK_URL: 'https://bot.example/telegram/webhook',
  TELEGRAM_WEBHOOK_SECRET: 's'.repeat(32),
};
const base = { PORTAL_URL: 'https://portal.example', SITE_URL: 'https://portal.example/login' };
const all = { ...base, ...discord, ...telegram };

describe('the settings', () => {
  test('are read from the environment', () => {
    expect(parseSettings(all)).toEqual({
      portalUrl: 'https://portal.example',
      siteUrl: 'https://portal.example/login',
      host: '127.0.0.1',
      port: 4020,
      discord: { publicKey: 'ab'.repeat(32), portalKey: 'hbot_1' },
      telegram: {
        token: '123456:abc',
        portalKey: 'hbot_2',
        api: 'https://api.telegram.org',
        webhook: { url: telegram.TELEGRAM_WEBHOOK_URL, secret: telegram.TELEGRAM_WEBHOOK_SECRET },
      },
    });
  });

  test('may be those of one platform alone', () => {
    expect(parseSettings({ ...base, ...discord }).telegram).toBeUndefined();
    expect(parseSettings({ ...base, ...telegram }).discord).toBeUndefined();
  });

  test('need no webhook when Telegram is polled', () => {
    const { TELEGRAM_TOKEN, PORTAL_TELEGRAM_KEY } = telegram;
    const polling = { TELEGRAM_TOKEN, PORTAL_TELEGRAM_KEY, TELEGRAM_MODE: 'polling' };
    expect(parseSettings({ ...base, ...polling }).telegram?.webhook).toBeUndefined();
  });

  test('leave out what is empty', () => {
    expect(
      parseSettings({ ...all, PORT: '', DISCORD_PUBLIC_KEY: '', PORTAL_DISCORD_KEY: '' }),
    ).toMatchObject({ port: 4020, discord: undefined });
  });

  test.for<[string, Record<string, string | undefined>, RegExp]>([
    ['no platform', base, /^set DISCORD_PUBLIC_KEY or TELEGRAM_TOKEN/],
    ['no address of Portal', { ...all, PORTAL_URL: undefined }, /^PORTAL_URL is missing/],
    ['a port that is none', { ...all, PORT: '65536' }, /^PORT is wrong/],
    [
      'half a platform',
      { ...all, PORTAL_DISCORD_KEY: undefined },
      /^PORTAL_DISCORD_KEY is missing/,
    ],
    [
      'no secret',
      { ...all, TELEGRAM_WEBHOOK_SECRET: undefined },
      /^TELEGRAM_WEBHOOK_SECRET is missing/,
    ],
    [
      'a short secret',
      { ...all, TELEGRAM_WEBHOOK_SECRET: 'short-secret' },
      /^TELEGRAM_WEBHOOK_SECRET is wrong/,
    ],
    [
      'a key that is none',
      { ...all, DISCORD_PUBLIC_KEY: 'AB'.repeat(32) },
      /^DISCORD_PUBLIC_KEY is wrong/,
    ],
  ])('stop the start with a line for %s', ([, variables, line]) => {
    expect(() => parseSettings(variables)).toThrow(SettingsError);
    expect(() => parseSettings(variables)).toThrow(line);
  });

  test('that are wrong are never repeated', () => {
    const wrong = Object.fromEntries(Object.keys(all).map((name) => [name, 'not to be seen']));
    expect(() => parseSettings(wrong)).toThrow(/^(?!.*not to be seen)/s);
    expect(() => parseRegistrationSettings({ DISCORD_TOKEN: 'not to be seen' })).toThrow(
      /^(?!.*not to be seen)/s,
    );
  });
});
