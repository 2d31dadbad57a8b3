import { describe, expect, test } from 'vitest';
import { parseCodeInput, parseLookupUsername } from './login-input.ts';

describe('the username of a lookup', () => {
  test.for<[unknown, string]>([
    [undefined, 'username_required'],
    [null, 'username_required'],
    [42, 'username_not_string'],
    ['', 'username_too_short'],
    ['ab', 'username_too_short'],
    ['a'.repeat(33), 'username_too_long'],
    ['no spaces', 'username_invalid_characters'],
  ])('%j fails with %s', ([input, code]) => {
    expect(parseLookupUsername(input)).toEqual({ ok: false, error: { code } });
  });

  test('is kept as it is', () => {
    expect(parseLookupUsername('Some.Name')).toEqual({ ok: true, value: 'Some.Name' });
  });
});

describe('the code of a login', () => {
  test.for<[unknown, string]>([
    [undefined, 'code_required'],
    [null, 'code_required'],
    [12345678, 'code_not_string'],
    [['ABCD1234'], 'code_not_string'],
  ])('%j fails with %s', ([input, code]) => {
    expect(parseCodeInput(input)).toEqual({ ok: false, error: { code } });
  });

  test.for(['', 'ABCD1234', 'too long for a code', ' ABCD1234'])(
    '%j passes as it is: whether it is right is found out elsewhere',
    (code) => {
      expect(parseCodeInput(code)).toEqual({ ok: true, value: code });
    },
  );
});
