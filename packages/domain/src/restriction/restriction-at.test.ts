import { describe, expect, test } from 'vitest';
import { exampleAction } from '../../test/example-histories.ts';
import { restrictionAt, USER_STATES } from './restriction-at.ts';

const NOW = '2026-03-19T12:00:00Z';
const SECOND_BEFORE = '2026-03-19T11:59:59Z';
const SECOND_AFTER = '2026-03-19T12:00:01Z';
const NEXT_YEAR = '2027-03-19T12:00:00Z';

const ban = exampleAction({ action_type: 'PLATFORM_BAN', reason: 'fraud' });
const timeout = exampleAction({ action_type: 'PLATFORM_TIMEOUT', reason: 'spam' });

test('the states have the documented numbers', () => {
  expect(USER_STATES).toEqual({ active: 0, timeout: 1, banned: 2 });
});

test('no action restricts nobody', () => {
  expect(restrictionAt([], NOW)).toBeNull();
});

describe('one action in force', () => {
  test('a ban without an end is state 2, with its reason', () => {
    expect(restrictionAt([ban], NOW)).toEqual({ state: 2, reason: 'fraud', expires_at: null });
  });

  test('a ban with an end ahead tells it', () => {
    const restriction = { state: 2, reason: 'fraud', expires_at: NEXT_YEAR };
    expect(restrictionAt([{ ...ban, expires_at: NEXT_YEAR }], NOW)).toEqual(restriction);
  });

  test('a timeout without an end is state 1', () => {
    expect(restrictionAt([timeout], NOW)).toEqual({ state: 1, reason: 'spam', expires_at: null });
  });

  test('a timeout with an end ahead tells it', () => {
    const restriction = { state: 1, reason: 'spam', expires_at: NEXT_YEAR };
    expect(restrictionAt([{ ...timeout, expires_at: NEXT_YEAR }], NOW)).toEqual(restriction);
  });

  test('a missing reason is null', () => {
    expect(restrictionAt([{ ...ban, reason: null }], NOW)).toMatchObject({ reason: null });
  });
});

describe.for([ban, timeout])('the end of a $action_type', (action) => {
  test('it restricts up to the last second before', () => {
    expect(restrictionAt([{ ...action, expires_at: SECOND_AFTER }], NOW)).not.toBeNull();
  });

  test('it restricts no longer at the very moment', () => {
    expect(restrictionAt([{ ...action, expires_at: NOW }], NOW)).toBeNull();
  });

  test('it restricts no longer after it', () => {
    expect(restrictionAt([{ ...action, expires_at: SECOND_BEFORE }], NOW)).toBeNull();
  });

  test('lifted, it restricts nobody, end or not', () => {
    const lifted = { ...action, is_lifted: true, lifted_at: SECOND_BEFORE };
    expect(restrictionAt([lifted], NOW)).toBeNull();
    expect(restrictionAt([{ ...lifted, expires_at: NEXT_YEAR }], NOW)).toBeNull();
  });
});

test.for(['PLATFORM_WARNING', 'CHAT_BAN', 'CHAT_MUTE', 'CHAT_KICK'] as const)(
  '%s restricts nobody',
  (action_type) => {
    expect(restrictionAt([exampleAction({ action_type })], NOW)).toBeNull();
  },
);

describe('several actions', () => {
  test.for([
    {
      why: 'a ban outweighs a longer timeout',
      a: { ...ban, expires_at: SECOND_AFTER },
      b: timeout,
    },
    {
      why: 'a running timeout outweighs an ended ban',
      a: timeout,
      b: { ...ban, expires_at: NOW },
    },
    { why: 'a running timeout outweighs a lifted ban', a: timeout, b: { ...ban, is_lifted: true } },
    {
      why: 'of two bans the longer counts',
      a: { ...ban, reason: 'longer', expires_at: NEXT_YEAR },
      b: { ...ban, expires_at: SECOND_AFTER },
    },
    {
      why: 'a ban without an end is the longest',
      a: { ...ban, reason: 'forever' },
      b: { ...ban, expires_at: NEXT_YEAR },
    },
    {
      why: 'of two timeouts the longer counts',
      a: { ...timeout, reason: 'longer', expires_at: NEXT_YEAR },
      b: { ...timeout, expires_at: SECOND_AFTER },
    },
  ])('$why, in either order', ({ a, b }) => {
    expect(restrictionAt([a, b], NOW)).toEqual(restrictionAt([a], NOW));
    expect(restrictionAt([b, a], NOW)).toEqual(restrictionAt([a], NOW));
    expect(restrictionAt([a, b], NOW)).toMatchObject({ reason: a.reason });
  });

  test('only ended and lifted ones restrict nobody', () => {
    const over = [
      { ...ban, is_lifted: true },
      { ...timeout, expires_at: NOW },
    ];
    expect(restrictionAt(over, NOW)).toBeNull();
  });
});
