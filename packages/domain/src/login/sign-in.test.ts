import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ADDRESSES, anyCode } from '../../test/arbitrary-login.ts';
import { anyMoment, anyUser } from '../../test/arbitrary-user.ts';
import { exampleAction } from '../../test/example-histories.ts';
import { exampleUser } from '../../test/example-user.ts';
import { canSpendCode, decideSignIn } from './sign-in.ts';

const NOW = '2026-03-19T12:00:00Z';
const webCode = { client_address: '192.0.2.1' };
const botCode = { client_address: '' };

describe('a code is spent', () => {
  test('a web code from the address that asked for it, a bot code from any, while it is pending', () => {
    fc.assert(
      fc.property(anyCode, fc.constantFrom(...ADDRESSES), anyMoment, (code, address, now) => {
        const isPending = Date.parse(now) < Date.parse(code.expires_at);
        const isBound = code.client_address !== '' && code.client_address !== address;
        expect(canSpendCode(code, address, now)).toBe(isPending && !isBound);
      }),
    );
  });
});

describe('a spent code', () => {
  test('signs in whoever has the identity', () => {
    expect(decideSignIn(webCode, exampleUser, NOW)).toEqual({ kind: 'sign_in', user: exampleUser });
    expect(decideSignIn(botCode, exampleUser, NOW)).toEqual({ kind: 'sign_in', user: exampleUser });
  });

  test('makes an account when nobody has the identity and the website asked', () => {
    expect(decideSignIn(webCode, undefined, NOW)).toEqual({ kind: 'create_account' });
  });

  test('is wrong when a bot made it and nobody has the identity any more', () => {
    expect(decideSignIn(botCode, undefined, NOW)).toEqual({ kind: 'invalid_code' });
  });

  test('signs in nobody who is restricted, and says why', () => {
    const ban = exampleAction({ action_type: 'PLATFORM_BAN', reason: 'fraud' });
    const restriction = { state: 2, reason: 'fraud', expires_at: null };
    for (const code of [webCode, botCode]) {
      const decision = decideSignIn(code, { ...exampleUser, sanctions: [ban] }, NOW);
      expect(decision).toEqual({ kind: 'restricted', restriction });
    }
  });

  test('never makes an account for an identity that has one', () => {
    fc.assert(
      fc.property(anyCode, anyUser, anyMoment, (code, user, now) => {
        expect(['sign_in', 'restricted']).toContain(decideSignIn(code, user, now).kind);
      }),
    );
  });
});
