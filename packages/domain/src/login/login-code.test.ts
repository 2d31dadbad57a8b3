import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyCode } from '../../test/arbitrary-login.ts';
import { anyMoment } from '../../test/arbitrary-user.ts';
import {
  isLoginCode,
  isPending,
  LOGIN_CODE_ALPHABET,
  LOGIN_CODE_LIFETIME,
  loginOrigin,
  toLoginCode,
} from './login-code.ts';

const anyBytes = fc.uint8Array({ minLength: 0, maxLength: 40 });

describe('the alphabet', () => {
  test('has 57 letters and digits, each once', () => {
    expect(LOGIN_CODE_ALPHABET).toMatch(/^[A-Za-z0-9]{57}$/);
    expect(new Set(LOGIN_CODE_ALPHABET).size).toBe(57);
  });

  test.for([...'0O1Il'])('leaves out %s, which looks like another', (character) => {
    expect(LOGIN_CODE_ALPHABET).not.toContain(character);
  });
});

describe('a code', () => {
  test('is 8 characters of the alphabet, whatever the bytes', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const code = toLoginCode(bytes);
        expect([...code].filter((character) => LOGIN_CODE_ALPHABET.includes(character))).toEqual([
          ...code,
        ]);
        expect(code).toHaveLength(8);
        expect(isLoginCode(code)).toBe(true);
      }),
    );
  });

  test('is the number that the bytes make, modulo 57^8, read back digit by digit', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const digits = [...toLoginCode(bytes)].map((one) => LOGIN_CODE_ALPHABET.indexOf(one));
        const number = digits.reduce((sum, digit) => sum * 57 + digit, 0);
        const hex = Buffer.from(bytes).toString('hex');
        expect(BigInt(number)).toBe(BigInt(`0x${hex || '0'}`) % 57n ** 8n);
      }),
    );
  });

  test.for<[number[], string]>([
    [[], 'AAAAAAAA'],
    [[0], 'AAAAAAAA'],
    [[1], 'AAAAAAAB'],
    [[56], 'AAAAAAA9'],
    [[57], 'AAAAAABA'],
    [[1, 0], 'AAAAAAEe'],
  ])('of the bytes %j is %s', ([bytes, code]) => {
    expect(toLoginCode(bytes)).toBe(code);
  });

  test.for(['ABCD123', 'ABCD12345', 'ABCD 123', 'ABCD123\n', 'ÄBCD1234', '', 'ABCD-234'])(
    '%j has not the form of one',
    (text) => {
      expect(isLoginCode(text)).toBe(false);
    },
  );

  test('of the documented example has the form of one, though its letters are not all drawn', () => {
    expect(isLoginCode('ABCD1234')).toBe(true);
  });
});

test('a code lives ten minutes', () => {
  expect(LOGIN_CODE_LIFETIME).toBe(600);
});

test('a code is pending before its end, and no longer at it', () => {
  fc.assert(
    fc.property(anyCode, anyMoment, (code, now) => {
      expect(isPending(code, now)).toBe(Date.parse(now) < Date.parse(code.expires_at));
    }),
  );
});

test('a code without an address is a bot’s, any other one of the website', () => {
  expect(loginOrigin({ client_address: '' })).toBe('bot_login');
  expect(loginOrigin({ client_address: '192.0.2.1' })).toBe('web_login');
});
