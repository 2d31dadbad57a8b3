import { expect, test } from 'vitest';
import { refuse, toRestrictionRefusal } from './refusal.ts';

const details = { reason: 'Spam', expires_at: '2026-03-19T13:00:00Z' };

test('a ban and a timeout are told apart, with why and until when', () => {
  expect(toRestrictionRefusal({ state: 2, ...details })).toEqual({
    code: 'account_banned',
    ...details,
  });
  expect(toRestrictionRefusal({ state: 1, ...details })).toEqual({
    code: 'account_timed_out',
    ...details,
  });
});

test('a restriction without reason or end says so with null', () => {
  expect(toRestrictionRefusal({ state: 2, reason: null, expires_at: null })).toEqual({
    code: 'account_banned',
    reason: null,
    expires_at: null,
  });
});

test('a refusal is an outcome without a value', () => {
  expect(refuse({ code: 'not_found' })).toEqual({ ok: false, error: { code: 'not_found' } });
});
