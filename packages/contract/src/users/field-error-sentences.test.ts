import { PLATFORMS, type UserFieldErrors } from '@portal/domain';
import { describe, expect, test } from 'vitest';
import { fieldErrorSentences, toFieldErrorSentences } from './field-error-sentences.ts';

const usernameErrors = [
  ['username_not_string', 'username must be a string'],
  ['username_too_short', 'username must be at least 3 characters'],
  ['username_too_long', 'username must be at most 32 characters'],
  ['username_invalid_characters', 'username contains invalid characters'],
  ['username_taken', 'username is already taken'],
] as const;

const avatarSourceErrors = [
  [{ code: 'avatar_source_not_string' }, 'avatar_source must be a string'],
  [
    { code: 'avatar_source_not_linked', platform: 'discord' },
    'avatar_source discord is not linked',
  ],
  [
    { code: 'avatar_source_not_linked', platform: 'telegram' },
    'avatar_source telegram is not linked',
  ],
  [
    { code: 'avatar_source_unknown' },
    'avatar_source must be a linked platform or discord_0 to discord_5',
  ],
] as const satisfies readonly (readonly [UserFieldErrors['avatar_source'], string])[];

describe('the message of a failed field', () => {
  test.each(usernameErrors)('%s: %s', (code, sentence) => {
    expect(toFieldErrorSentences({ username: { code } })).toEqual({ username: sentence });
  });

  test.each(avatarSourceErrors)('%j: %s', (error, sentence) => {
    expect(toFieldErrorSentences({ avatar_source: error })).toEqual({ avatar_source: sentence });
  });

  test('exists for these errors and no others', () => {
    expect(Object.keys(fieldErrorSentences).sort()).toEqual(
      [
        ...usernameErrors.map(([code]) => code),
        ...new Set(avatarSourceErrors.map(([{ code }]) => code)),
      ].sort(),
    );
  });

  test.each(PLATFORMS)('names %s and leaves no placeholder', (platform) => {
    const error = { code: 'avatar_source_not_linked', platform } as const;
    const sentence = toFieldErrorSentences({ avatar_source: error })?.avatar_source;
    expect(sentence).toContain(` ${platform} `);
    expect(sentence).not.toMatch(/[{}]/);
  });
});

describe('the errors of an update', () => {
  test('are null when no field failed', () => {
    expect(toFieldErrorSentences(null)).toBeNull();
  });

  test('hold only the fields that failed, username first', () => {
    const errors = toFieldErrorSentences({
      avatar_source: { code: 'avatar_source_unknown' },
      username: { code: 'username_taken' },
    });
    expect(JSON.stringify(errors)).toBe(
      '{"username":"username is already taken","avatar_source":"avatar_source must be a linked platform or discord_0 to discord_5"}',
    );
    expect(
      Object.keys(toFieldErrorSentences({ username: { code: 'username_taken' } }) ?? {}),
    ).toEqual(['username']);
  });
});
