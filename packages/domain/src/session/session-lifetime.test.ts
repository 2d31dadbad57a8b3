import { describe, expect, test } from 'vitest';
import { PERMISSION_LEVELS, type PermissionLevel } from '../permission/permission-level.ts';
import { addSeconds } from '../timestamp.ts';
import { isSessionLive, sessionLifetime } from './session-lifetime.ts';

const CREATED = '2026-03-01T12:00:00Z';
const DAY_LATER = '2026-03-02T12:00:00Z';
const MONTH_LATER = '2026-03-31T12:00:00Z';

const monthLong = { created_at: CREATED, expires_at: MONTH_LATER, ended_at: null };

test.for<[string, PermissionLevel, number]>([
  ['User', 0, 30 * 86_400],
  ['Moderator', 1, 30 * 86_400],
  ['Admin', 2, 86_400],
  ['Owner', 3, 86_400],
])('a session of level %s (%i) lasts %i seconds', ([, level, seconds]) => {
  expect(sessionLifetime(level)).toBe(seconds);
});

describe.for<[string, PermissionLevel]>([
  ['User', 0],
  ['Moderator', 1],
])('a session of a %s', ([, level]) => {
  test('is live at once', () => {
    expect(isSessionLive(monthLong, level, CREATED)).toBe(true);
  });

  test('is live up to the last second of 30 days', () => {
    expect(isSessionLive(monthLong, level, '2026-03-31T11:59:59Z')).toBe(true);
  });

  test('is over after 30 days to the second', () => {
    expect(isSessionLive(monthLong, level, MONTH_LATER)).toBe(false);
  });

  test('is over after 30 days, though a later expiry is stored', () => {
    const longer = { ...monthLong, expires_at: '2027-01-01T00:00:00Z' };
    expect(isSessionLive(longer, level, '2026-03-31T11:59:59Z')).toBe(true);
    expect(isSessionLive(longer, level, MONTH_LATER)).toBe(false);
  });
});

describe.for<[string, PermissionLevel]>([
  ['Admin', 2],
  ['Owner', 3],
])('a session of one who is %s now, whatever they were at login', ([, level]) => {
  test('is live up to the last second of a day', () => {
    expect(isSessionLive(monthLong, level, '2026-03-02T11:59:59Z')).toBe(true);
  });

  test('is over after a day to the second, though a later expiry is stored', () => {
    expect(isSessionLive(monthLong, level, DAY_LATER)).toBe(false);
  });
});

describe('the stored expiry', () => {
  const dayLong = { ...monthLong, expires_at: DAY_LATER };

  test('counts when it is the earlier, as after a demotion', () => {
    expect(isSessionLive(dayLong, 0, '2026-03-02T11:59:59Z')).toBe(true);
    expect(isSessionLive(dayLong, 0, DAY_LATER)).toBe(false);
    expect(isSessionLive(dayLong, 0, '2026-03-02T12:00:01Z')).toBe(false);
  });
});

test('an ended session is over, whatever time is left', () => {
  expect(isSessionLive({ ...monthLong, ended_at: CREATED }, 0, CREATED)).toBe(false);
});

test.each([
  ['within an hour ahead of the clock is believed', 3600, true],
  ['further ahead was made under a wrong clock, and is not live', 3601, false],
] as const)('a session from %s', (_name, seconds, live) => {
  const now = '2026-03-19T12:00:00Z';
  const created_at = addSeconds(now, seconds);
  const session = { created_at, expires_at: addSeconds(created_at, 60), ended_at: null };
  expect(isSessionLive(session, PERMISSION_LEVELS.user, now)).toBe(live);
});
