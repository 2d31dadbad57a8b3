import { describe, expect, test } from 'vitest';
import { findRestriction, isSessionLive, type OracleAction } from './restriction.ts';
import { type Level, visibilityOf } from './visibility.ts';

const NOW = Date.parse('2026-03-19T12:00:00Z');
const DAY_MS = 86_400_000;

/** The moment so many days from now. */
function toTime(days = 0): string {
  return new Date(NOW + days * DAY_MS).toISOString();
}

interface NumberedAction extends OracleAction {
  readonly id: number;
}

describe('a session', () => {
  const session = { created_at: toTime(-2), expires_at: toTime(1), ended_at: null };

  test.each<[string, Partial<typeof session> | { ended_at: string }, Level, boolean]>([
    ['two days old of a user', {}, 0, true],
    ['two days old of a moderator', {}, 1, true],
    ['two days old of an admin', {}, 2, false],
    ['two days old of an owner', {}, 3, false],
    ['new, of an owner', { created_at: toTime() }, 3, true],
    ['of last month', { created_at: toTime(-31) }, 0, false],
    ['that expired', { expires_at: toTime(-1) }, 0, false],
    ['that was ended', { ended_at: toTime() }, 0, false],
  ])('%s: %j at level %i is live: %s', (...[, change, permission_level, live]) => {
    expect(isSessionLive({ ...session, ...change }, permission_level, NOW)).toBe(live);
  });
});

describe('of the actions on a user', () => {
  const created = { lifted_at: null };
  const ban: NumberedAction = { ...created, id: 1, action_type: 'PLATFORM_BAN', expires_at: null };
  const short: NumberedAction = {
    ...created,
    id: 2,
    action_type: 'PLATFORM_TIMEOUT',
    expires_at: toTime(1),
  };
  const long: NumberedAction = { ...short, id: 3, expires_at: toTime(2) };

  test.each<[string, readonly NumberedAction[], number | undefined]>([
    ['none restricts nobody', [], undefined],
    ['a ban goes before a timeout', [long, ban], 1],
    ['the longer timeout counts', [short, long], 3],
    ['a ban without end goes before one with', [{ ...ban, id: 4, expires_at: toTime(1) }, ban], 1],
    ['the first of two alike counts', [{ ...ban, id: 5 }, ban], 5],
    ['what is lifted does not count', [{ ...ban, lifted_at: toTime() }, short], 2],
    ['what is over does not count', [{ ...short, expires_at: toTime(-1) }], undefined],
    ['a kick is none', [{ ...ban, action_type: 'CHAT_KICK' }], undefined],
  ])('%s', (_rule, actions, id) => {
    expect(findRestriction(actions, NOW)?.id).toBe(id);
  });
});

test.each<[Level, Level, string]>([
  [0, 0, 'public'],
  [1, 0, 'moderator'],
  [1, 1, 'public'],
  [2, 1, 'admin'],
  [2, 2, 'public'],
  [2, 3, 'public'],
  [3, 3, 'owner'],
  [3, 0, 'owner'],
])('level %i sees level %i: %s', (viewer, target, visibility) => {
  expect(visibilityOf(viewer, target)).toBe(visibility);
});
