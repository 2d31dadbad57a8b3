import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyPlatformInput } from '../../test/arbitrary-login.ts';
import {
  parsePlatform,
  parsePlatformAvatarUrl,
  parsePlatformUserId,
  parsePlatformUsername,
} from './platform-identity.ts';

const parsers = {
  platform: parsePlatform,
  platform_user_id: parsePlatformUserId,
  platform_username: parsePlatformUsername,
  platform_avatar_url: parsePlatformAvatarUrl,
};

type Input = { readonly [TField in keyof typeof parsers]?: unknown };

/** Parses all fields like an operation. The first invalid field fails. */
function parse(input: Input) {
  const value: Record<string, unknown> = {};
  for (const [field, parser] of Object.entries(parsers)) {
    const parsed = parser(input[field as keyof Input]);
    if (!parsed.ok) return parsed;
    value[field] = parsed.value;
  }
  return { ok: true, value } as const;
}

const niels = {
  platform: 'discord',
  platform_user_id: '123456789012345678',
  platform_username: 'niels',
  platform_avatar_url: 'https://cdn.discordapp.com/avatars/123456789012345678/abc.png',
} as const;

const faults: [string, Record<string, unknown>, string][] = [
  ['platform is missing', { platform: undefined }, 'platform_required'],
  ['platform is null', { platform: null }, 'platform_required'],
  ['platform is another word', { platform: 'slack' }, 'platform_unknown'],
  ['platform is in capitals', { platform: 'Discord' }, 'platform_unknown'],
  ['platform is empty', { platform: '' }, 'platform_unknown'],
  ['platform is no string', { platform: 1 }, 'platform_unknown'],
  ['the id is missing', { platform_user_id: undefined }, 'platform_user_id_required'],
  ['the id is null', { platform_user_id: null }, 'platform_user_id_required'],
  ['the id is a number', { platform_user_id: 123 }, 'platform_user_id_not_string'],
  ['the id is empty', { platform_user_id: '' }, 'platform_user_id_not_digits'],
  ['the id is zero', { platform_user_id: '0' }, 'platform_user_id_not_digits'],
  ['the id begins with a zero', { platform_user_id: '012' }, 'platform_user_id_not_digits'],
  ['the id has 21 digits', { platform_user_id: '1'.repeat(21) }, 'platform_user_id_not_digits'],
  ['the id is signed', { platform_user_id: '-1' }, 'platform_user_id_not_digits'],
  ['the id ends in a line break', { platform_user_id: '1\n' }, 'platform_user_id_not_digits'],
  ['the id has other digits', { platform_user_id: '\u0661' }, 'platform_user_id_not_digits'],
];

const profileFaults: typeof faults = [
  ['the name is missing', { platform_username: undefined }, 'platform_username_required'],
  ['the name is null', { platform_username: null }, 'platform_username_required'],
  ['the name is a number', { platform_username: 7 }, 'platform_username_not_string'],
  ['the name is empty', { platform_username: '' }, 'platform_username_length'],
  ['the name has 65', { platform_username: '\u{1F98A}'.repeat(65) }, 'platform_username_length'],
  ['of a line break', { platform_username: 'a\nb' }, 'platform_username_invalid_characters'],
  ['of a C1 control', { platform_username: 'a\u009bb' }, 'platform_username_invalid_characters'],
  ['of a lone surrogate', { platform_username: 'a\ud800' }, 'platform_username_invalid_characters'],
  [
    'the avatar is http',
    { platform_avatar_url: 'http://a.example/b' },
    'platform_avatar_url_invalid',
  ],
  ['the avatar is empty', { platform_avatar_url: '' }, 'platform_avatar_url_invalid'],
  ['the avatar is a number', { platform_avatar_url: 1 }, 'platform_avatar_url_invalid'],
  ['of a user', { platform_avatar_url: 'https://u@a.example/' }, 'platform_avatar_url_invalid'],
  [
    'of a password',
    { platform_avatar_url: 'https://u:p@a.example/' },
    'platform_avatar_url_invalid',
  ],
  [
    'of a port and a user',
    { platform_avatar_url: 'https://a:1@b.example/' },
    'platform_avatar_url_invalid',
  ],
  ['of a space', { platform_avatar_url: 'https://a.example/b c' }, 'platform_avatar_url_invalid'],
  [
    'of a backslash',
    { platform_avatar_url: 'https://a.example\\b' },
    'platform_avatar_url_invalid',
  ],
  ['of no host', { platform_avatar_url: 'https:///b' }, 'platform_avatar_url_invalid'],
  ['of a script', { platform_avatar_url: 'javascript:alert(1)' }, 'platform_avatar_url_invalid'],
  [
    'of 513',
    { platform_avatar_url: `https://a/${'b'.repeat(503)}` },
    'platform_avatar_url_invalid',
  ],
];

describe('an identity', () => {
  test.for(faults)('is none when %s', ([, fault, code]) => {
    expect(parse({ ...niels, ...fault })).toEqual({ ok: false, error: { code } });
  });
});

describe('a profile', () => {
  test('is the documented one, as it is', () => {
    expect(parse(niels)).toEqual({ ok: true, value: niels });
  });

  test.for([undefined, null])('has no avatar when that is %s', (platform_avatar_url) => {
    expect(parse({ ...niels, platform_avatar_url })).toEqual({
      ok: true,
      value: { ...niels, platform_avatar_url: null },
    });
  });

  test.for(['a', '\u{1F98A}'.repeat(64), ' niels ', '\u202Eniels', 'Ñiels'])(
    'keeps the name %j as it is',
    (platform_username) => {
      expect(parse({ ...niels, platform_username })).toEqual({
        ok: true,
        value: { ...niels, platform_username },
      });
    },
  );

  test.for([
    'https://a.example',
    'https://a.example:8443/b@c?d=%20#e',
    `https://a/${'b'.repeat(502)}`,
  ])('has the avatar %j', (platform_avatar_url) => {
    expect(parse({ ...niels, platform_avatar_url }).ok).toBe(true);
  });

  test.for(profileFaults)('is none when %s', ([, fault, code]) => {
    expect(parse({ ...niels, ...fault })).toEqual({ ok: false, error: { code } });
  });

  test('that is accepted has an address that is https for any reader, without user and password', () => {
    fc.assert(
      fc.property(anyPlatformInput, (input) => {
        const parsed = parsePlatformAvatarUrl(input.platform_avatar_url);
        fc.pre(parsed.ok && parsed.value !== null);
        const url = new URL(parsed.ok ? (parsed.value ?? '') : '');
        expect([url.protocol, url.username, url.password]).toEqual(['https:', '', '']);
      }),
    );
  });

  test('that is accepted holds to the rules, written a second time', () => {
    fc.assert(
      fc.property(anyPlatformInput, (input) => {
        const parsed = parse(input);
        fc.pre(parsed.ok);
        if (!parsed.ok) return;
        const { platform, platform_user_id, platform_username } = parsed.value as Record<
          string,
          string
        >;
        expect(['discord', 'telegram']).toContain(platform);
        expect(String(BigInt(platform_user_id ?? ''))).toBe(platform_user_id);
        expect(platform_user_id?.length).toBeLessThanOrEqual(20);
        const points = Array.from(
          platform_username ?? '',
          (character) => character.codePointAt(0) ?? 0,
        );
        expect(points.length >= 1 && points.length <= 64).toBe(true);
        const isControl = (point: number) => point < 32 || (point >= 127 && point < 160);
        const isSurrogate = (point: number) => point >= 0xd800 && point <= 0xdfff;
        expect(points.filter((point) => isControl(point) || isSurrogate(point))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
