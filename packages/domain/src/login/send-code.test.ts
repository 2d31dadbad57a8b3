import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyMoment, anyUser } from '../../test/arbitrary-user.ts';
import { exampleAction } from '../../test/example-histories.ts';
import { exampleUser } from '../../test/example-user.ts';
import { restrictionAt } from '../restriction/restriction-at.ts';
import { countBotLogins, DEFAULT_WEB_LOGIN_REQUIRED_EVERY, decideSendCode } from './send-code.ts';

const NOW = '2026-03-19T12:00:00Z';
const none = { bot_logins: 0, required_every: 5 };

test('a web login is required after five bot logins, unless set otherwise', () => {
  expect(DEFAULT_WEB_LOGIN_REQUIRED_EVERY).toBe(5);
});

describe('a bot makes a code', () => {
  test('for a user who may sign in', () => {
    expect(decideSendCode(exampleUser, none, NOW)).toEqual({ ok: true, value: exampleUser });
  });

  test('for nobody without an account', () => {
    expect(decideSendCode(undefined, none, NOW)).toEqual({
      ok: false,
      error: { code: 'user_not_found' },
    });
  });

  test('for nobody who is restricted, before their logins are counted', () => {
    const banned = { ...exampleUser, sanctions: [exampleAction({ action_type: 'PLATFORM_BAN' })] };
    const decision = decideSendCode(banned, { bot_logins: 9, required_every: 5 }, NOW);
    expect(decision).toMatchObject({ ok: false, error: { code: 'restricted' } });
  });

  test.for<[number, number, boolean]>([
    [4, 5, true],
    [5, 5, false],
    [6, 5, false],
    [1000, 0, true],
    [0, 1, true],
    [1, 1, false],
  ])('after %i bot logins, one on the website required every %i: %s', ([logins, every, isMade]) => {
    const count = { bot_logins: logins, required_every: every };
    const decision = decideSendCode(exampleUser, count, NOW);
    if (isMade) expect(decision.ok).toBe(true);
    else expect(decision).toEqual({ ok: false, error: { code: 'web_login_required' } });
  });

  test('never for whoever is restricted, whatever the count', () => {
    const anyCount = fc.record({ bot_logins: fc.nat(), required_every: fc.nat() });
    fc.assert(
      fc.property(anyUser, anyCount, anyMoment, (user, count, now) => {
        const isRestricted = restrictionAt(user.sanctions, now) !== null;
        const isDue = count.required_every !== 0 && count.bot_logins >= count.required_every;
        expect(decideSendCode(user, count, now).ok).toBe(!isRestricted && !isDue);
      }),
    );
  });
});

describe('the count of bot logins', () => {
  test('grows by one with a bot’s code, and is 0 after one from the website', () => {
    expect(countBotLogins(4, 'bot_login')).toBe(5);
    expect(countBotLogins(4, 'web_login')).toBe(0);
  });

  test('lets through as many bot logins in a row as are allowed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat({ max: 30 }), (every, before) => {
        let bot_logins = countBotLogins(before, 'web_login');
        let passed = 0;
        while (decideSendCode(exampleUser, { bot_logins, required_every: every }, NOW).ok) {
          bot_logins = countBotLogins(bot_logins, 'bot_login');
          passed += 1;
        }
        expect(passed).toBe(every);
      }),
    );
  });
});
