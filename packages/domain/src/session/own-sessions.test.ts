import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyLevel, anyMoment } from '../../test/arbitrary-user.ts';
import {
  compareSessions,
  decideDestroySession,
  isTokenSuffix,
  MAX_LIVE_SESSIONS,
  sessionEnd,
  sessionsBeyondLimit,
} from './own-sessions.ts';
import { isSessionLive } from './session-lifetime.ts';

const CREATED = '2026-03-01T12:00:00Z';

describe('when a session expires', () => {
  test('is its stored end while that is the earlier', () => {
    const session = { created_at: CREATED, expires_at: '2026-03-02T00:00:00Z' };
    expect(sessionEnd(session, 0)).toBe('2026-03-02T00:00:00Z');
    expect(sessionEnd(session, 3)).toBe('2026-03-02T00:00:00Z');
  });

  test('is a day after its creation for whoever became Admin', () => {
    const session = { created_at: CREATED, expires_at: '2026-03-31T12:00:00Z' };
    expect(sessionEnd(session, 0)).toBe('2026-03-31T12:00:00Z');
    expect(sessionEnd(session, 2)).toBe('2026-03-02T12:00:00Z');
  });

  test('is the very moment from which it is no longer live', () => {
    fc.assert(
      fc.property(anyMoment, anyMoment, anyLevel, (created_at, expires_at, level) => {
        fc.pre(created_at < expires_at);
        const end = sessionEnd({ created_at, expires_at }, level);
        const isLiveAt = (now: string) =>
          isSessionLive({ created_at, expires_at, ended_at: null }, level, now);
        const before = new Date(Date.parse(end) - 1000).toISOString().replace('.000Z', 'Z');
        expect(isLiveAt(end)).toBe(false);
        expect(isLiveAt(before)).toBe(true);
      }),
    );
  });
});

describe('of more than 50 live sessions', () => {
  const anySessions = fc
    .array(anyMoment, { minLength: 45, maxLength: 60 })
    .map((moments) => moments.map((created_at, at) => ({ id: at + 1, created_at })));

  test('the newest 50 stay', () => {
    expect(MAX_LIVE_SESSIONS).toBe(50);
    fc.assert(
      fc.property(anySessions, (sessions) => {
        const ended = sessionsBeyondLimit(sessions);
        expect(ended).toHaveLength(Math.max(sessions.length - 50, 0));
        const kept = sessions.filter((session) => !ended.includes(session));
        for (const old of ended) {
          expect(kept.every((young) => compareSessions(young, old) < 0)).toBe(true);
        }
      }),
    );
  });

  test('the later made of one second is the newer', () => {
    const sessions = [1, 3, 2].map((id) => ({ id, created_at: CREATED }));
    expect(sessions.sort(compareSessions).map(({ id }) => id)).toEqual([3, 2, 1]);
  });
});

describe('destroying sessions by their suffix', () => {
  const session = (id: number, token_suffix: string) => ({ id, token_suffix });
  const live = [session(1, 'abc123'), session(2, 'xyz789'), session(3, 'xyz789')];

  test('ends every other one that has it', () => {
    expect(decideDestroySession(live, 'xyz789', 1)).toEqual({ ok: true, value: live.slice(1) });
  });

  test('leaves the current one, though it has it too', () => {
    expect(decideDestroySession(live, 'xyz789', 2)).toEqual({ ok: true, value: [live[2]] });
  });

  test('is not for the current one alone', () => {
    const error = { code: 'session_is_current' };
    expect(decideDestroySession(live, 'abc123', 1)).toEqual({ ok: false, error });
  });

  test.for(['nobody', 'ABC123', ''])('finds none with %j', (suffix) => {
    const error = { code: 'session_not_found' };
    expect(decideDestroySession(live, suffix, 1)).toEqual({ ok: false, error });
  });
});

test.for<[string, boolean]>([
  ['xyz789', true],
  ['-_AZaz', true],
  ['xyz78', false],
  ['xyz7890', false],
  ['xyz78.', false],
  ['xyz78\n', false],
  ['', false],
])('%j as a suffix: %s', ([text, isOne]) => {
  expect(isTokenSuffix(text)).toBe(isOne);
});
