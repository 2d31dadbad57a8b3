import { describe, expect, test } from 'vitest';
import { parseUsername, type UsernameError } from './parse-username.ts';

describe('a username of 3 to 32 letters, digits, dots, underscores and hyphens', () => {
  test.for([
    'exampleuser',
    'abc',
    'a'.repeat(32),
    'ExampleUser',
    '0123456789',
    'a.b_c-d',
    '...',
    '___',
    '---',
    'abcdefghijklmnopqrstuvwxyz',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  ])('%s is accepted as it is', (username) => {
    expect(parseUsername(username)).toEqual({ ok: true, value: username });
  });
});

describe('rule 1: a username is a string', () => {
  test.for<[string, unknown]>([
    ['a number', 12345],
    ['a boolean', true],
    ['an object', { username: 'exampleuser' }],
    ['an array of letters', ['a', 'b', 'c']],
    ['a boxed string', Object('exampleuser')],
    ['null', null],
    ['undefined', undefined],
  ])('%s is not a string', ([, input]) => {
    expectFault(input, 'username_not_string');
  });
});

describe('rule 2: a username has 3 to 32 characters', () => {
  test.for<[string, string, UsernameError['code']]>([
    ['nothing', '', 'username_too_short'],
    ['2 characters', 'ab', 'username_too_short'],
    ['33 characters', 'a'.repeat(33), 'username_too_long'],
    ['a very long text', 'a'.repeat(1_000_000), 'username_too_long'],
    ['2 emoji, which are 4 code units', '😀😀', 'username_too_short'],
    ['33 emoji', '😀'.repeat(33), 'username_too_long'],
  ])('%s: %s is %s', ([, input, code]) => {
    expectFault(input, code);
  });

  test.for([3, 32])('%i emoji have the right length, and fail for their characters', (count) => {
    expectFault('😀'.repeat(count), 'username_invalid_characters');
  });
});

describe('rule 3: a username has only A-Z a-z 0-9 . _ -', () => {
  test.for(['/', ':', '@', '[', '`', '{', ',', '+', ' ', '%', '\\'])(
    '%j is refused',
    (character) => {
      expectFault(`ab${character}cd`, 'username_invalid_characters');
    },
  );

  test.for<[string, string]>([
    ['a leading space', ' exampleuser'],
    ['a trailing space', 'exampleuser '],
    ['a trailing newline', 'exampleuser\n'],
    ['a leading newline', '\nexampleuser'],
    ['only spaces', '     '],
  ])('nothing is trimmed: %s is refused', ([, input]) => {
    expectFault(input, 'username_invalid_characters');
  });

  test.for<[string, string]>([
    ['the Kelvin sign, which lower case makes a k', '\u212Aelvin'],
    ['a dotless i', 'mar\u0131a'],
    ['a long s', 'mis\u017Fing'],
    ['a full-width letter', '\uFF41bcd'],
    ['a Cyrillic letter', 'ex\u0430mple'],
    ['an Arabic digit', 'user\u0661'],
    ['a combining accent', 'jose\u0301'],
    ['a zero width space', 'example\u200Buser'],
    ['a NUL', 'example\0user'],
    ['a lone surrogate', 'example\uD800user'],
  ])('nothing is normalised: %s is refused', ([, input]) => {
    expectFault(input, 'username_invalid_characters');
  });
});

describe('the rules are tried in order', () => {
  test('2 refused characters are too short', () => {
    expectFault('@@', 'username_too_short');
  });

  test('33 refused characters are too long', () => {
    expectFault('@'.repeat(33), 'username_too_long');
  });

  test('an empty array is no string before it is too short', () => {
    expectFault([], 'username_not_string');
  });
});

function expectFault(input: unknown, code: UsernameError['code']): void {
  expect(parseUsername(input)).toEqual({ ok: false, error: { code } });
}
