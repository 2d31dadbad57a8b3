import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyCodes, anyIdentity } from '../../test/arbitrary-login.ts';
import { anyMoment } from '../../test/arbitrary-user.ts';
import type { LoginCode } from './login-code.ts';
import { chooseWebCode, decideCodeRequest, MAX_PENDING_CODES } from './request-code.ts';

const NOW = '2026-03-19T12:00:00Z';
const LATER = '2026-03-19T12:10:00Z';
const niels = { platform: 'discord', platform_user_id: '1' } as const;

function webCode(id: number, fields: Partial<LoginCode> = {}): LoginCode {
  return {
    id,
    platform: 'discord',
    platform_user_id: String(id),
    client_address: '192.0.2.1',
    is_delivered: false,
    created_at: NOW,
    expires_at: LATER,
    ...fields,
  };
}

describe('a request for a code', () => {
  test('makes one when the address has none pending', () => {
    expect(decideCodeRequest([], niels, NOW)).toEqual({ kind: 'create' });
    expect(decideCodeRequest([webCode(1, { expires_at: NOW })], niels, NOW)).toEqual({
      kind: 'create',
    });
  });

  test('repeats the pending one of the same identity, also beside four others', () => {
    const codes = [1, 2, 3, 4, 5].map((id) => webCode(id));
    expect(decideCodeRequest(codes, niels, NOW)).toEqual({ kind: 'repeat', code: codes[0] });
  });

  test('makes a fifth, and no sixth before the earliest of them ends', () => {
    const codes = [2, 3, 4, 5, 6].map((id) =>
      webCode(id, { expires_at: `2026-03-19T12:0${id}:00Z` }),
    );
    expect(decideCodeRequest(codes.slice(1), niels, NOW)).toEqual({ kind: 'create' });
    const denied = { kind: 'too_many', retry_after: 120 };
    expect(decideCodeRequest(codes, niels, NOW)).toEqual(denied);
    expect(decideCodeRequest(codes, niels, '2026-03-19T12:02:00Z')).toEqual({ kind: 'create' });
  });

  test('counts what is delivered as pending, too', () => {
    const codes = [2, 3, 4, 5, 6].map((id) => webCode(id, { is_delivered: true }));
    expect(decideCodeRequest(codes, niels, NOW)).toMatchObject({ kind: 'too_many' });
  });

  test('is denied exactly when five of other identities are pending', () => {
    fc.assert(
      fc.property(anyCodes, anyIdentity, anyMoment, (codes, identity, now) => {
        const decision = decideCodeRequest(codes, identity, now);
        const pending = codes.filter((code) => Date.parse(code.expires_at) > Date.parse(now));
        const isOwn = ({ platform, platform_user_id }: LoginCode) =>
          platform === identity.platform && platform_user_id === identity.platform_user_id;
        const isFull = pending.length >= MAX_PENDING_CODES;
        const denied = isFull ? 'too_many' : 'create';
        expect(decision.kind).toBe(pending.some(isOwn) ? 'repeat' : denied);
        if (decision.kind !== 'too_many') return;
        const ends = pending.map((code) => Date.parse(code.expires_at));
        const seconds = (Math.min(...ends) - Date.parse(now)) / 1000;
        expect(decision.retry_after).toBe(seconds);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('of several web codes of one identity a bot is given', () => {
  const older = webCode(1, { created_at: '2026-03-19T11:55:00Z' });
  const newer = webCode(2, { client_address: '192.0.2.2' });

  test('the newest not yet delivered', () => {
    expect(chooseWebCode([older, newer], NOW)).toBe(newer);
    expect(chooseWebCode([older, { ...newer, is_delivered: true }], NOW)).toBe(older);
  });

  test('the newest when all were delivered', () => {
    const delivered = [older, newer].map((code) => ({ ...code, is_delivered: true }));
    expect(chooseWebCode(delivered, NOW)).toBe(delivered[1]);
  });

  test('the later made of two of one second', () => {
    const same = { ...older, created_at: newer.created_at };
    expect(chooseWebCode([newer, same], NOW)).toBe(newer);
  });

  test('none that a bot made, and none that has expired', () => {
    expect(chooseWebCode([webCode(1, { client_address: '' })], NOW)).toBeUndefined();
    expect(chooseWebCode([webCode(1, { expires_at: NOW })], NOW)).toBeUndefined();
    expect(chooseWebCode([], NOW)).toBeUndefined();
  });

  test('each once, when it asks again and again', () => {
    fc.assert(
      fc.property(anyCodes, anyMoment, (codes, now) => {
        const undelivered = codes.filter(
          (code) => code.client_address !== '' && code.expires_at > now && !code.is_delivered,
        );
        let current = codes;
        const given = undelivered.map(() => {
          const chosen = chooseWebCode(current, now);
          current = current.map((code) =>
            code.id === chosen?.id ? { ...code, is_delivered: true } : code,
          );
          return chosen?.id;
        });
        expect([...given].sort()).toEqual(undelivered.map(({ id }) => id).sort());
      }),
    );
  });
});
