import { describe, expect, test } from 'vitest';
import { discordLink, telegramLink } from '../../test/example-user.ts';
import {
  AVATAR_SOURCES,
  DEFAULT_AVATARS,
  findLink,
  isDefaultAvatar,
  parseAvatarSource,
} from './avatar-source.ts';

test('the avatar sources are the platforms and six default avatars', () => {
  expect(AVATAR_SOURCES).toEqual([
    'discord',
    'telegram',
    'discord_0',
    'discord_1',
    'discord_2',
    'discord_3',
    'discord_4',
    'discord_5',
  ]);
});

describe('rule 1: an avatar source is a string', () => {
  test.for<[string, unknown]>([
    ['a number', 0],
    ['a boolean', false],
    ['an array of a platform', ['discord']],
    ['a boxed string', Object('discord')],
    ['an object', {}],
    ['null', null],
    ['undefined', undefined],
  ])('%s is not a string', ([, input]) => {
    const error = { code: 'avatar_source_not_string' };
    expect(parseAvatarSource(input, [discordLink])).toEqual({ ok: false, error });
  });
});

test('rule 2: "" clears it to null, linked or not', () => {
  expect(parseAvatarSource('', [])).toEqual({ ok: true, value: null });
  expect(parseAvatarSource('', [discordLink])).toEqual({ ok: true, value: null });
});

describe('rule 3: a default avatar needs no link', () => {
  test.for([...DEFAULT_AVATARS])('%s is accepted without any link', (source) => {
    expect(parseAvatarSource(source, [])).toEqual({ ok: true, value: source });
  });

  test.for([...DEFAULT_AVATARS])('%s is accepted beside a link', (source) => {
    expect(parseAvatarSource(source, [discordLink])).toEqual({ ok: true, value: source });
  });
});

describe('rule 4: a platform has to be linked', () => {
  test.for([discordLink, telegramLink])('$platform is accepted when linked', (link) => {
    expect(parseAvatarSource(link.platform, [link])).toEqual({ ok: true, value: link.platform });
  });

  test('a link without an avatar is enough', () => {
    const bare = { ...discordLink, platform_avatar_url: null };
    expect(parseAvatarSource('discord', [bare])).toEqual({ ok: true, value: 'discord' });
  });

  test.for([
    { platform: 'discord', links: [] },
    { platform: 'telegram', links: [] },
    { platform: 'discord', links: [telegramLink] },
    { platform: 'telegram', links: [discordLink] },
  ] as const)('$platform is refused by its name when not linked', ({ platform, links }) => {
    const error = { code: 'avatar_source_not_linked', platform };
    expect(parseAvatarSource(platform, links)).toEqual({ ok: false, error });
  });
});

describe('rule 5: anything else is unknown', () => {
  test.for([
    'slack',
    'Discord',
    'DISCORD_0',
    ' discord',
    'discord ',
    'discord\n',
    'discord_',
    'discord_6',
    'discord_-1',
    'discord_00',
    'discord_0\n',
    'discord_0 ',
    'discord_\u0661',
    'telegram_0',
    'null',
    ' ',
    '0',
    'length',
    'constructor',
    '__proto__',
  ])('%j is refused, links or not', (input) => {
    const refused = { ok: false, error: { code: 'avatar_source_unknown' } };
    expect(parseAvatarSource(input, [discordLink, telegramLink])).toEqual(refused);
    expect(parseAvatarSource(input, [])).toEqual(refused);
  });
});

test('a default avatar is told from a platform', () => {
  expect(isDefaultAvatar('discord_5')).toBe(true);
  expect(isDefaultAvatar('discord')).toBe(false);
  expect(isDefaultAvatar(null)).toBe(false);
});

test('a link is found by its platform', () => {
  const links = [telegramLink, discordLink];
  expect(findLink(links, 'discord')).toBe(discordLink);
  expect(findLink(links, 'telegram')).toBe(telegramLink);
  expect(findLink([telegramLink], 'discord')).toBeUndefined();
});
