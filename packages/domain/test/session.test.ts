import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PermissionLevel } from '../src/permission/permission-level.ts';
import { isSessionLive } from '../src/session/session-lifetime.ts';
import { anyLevel } from './arbitrary-user.ts';
import { isLive } from './oracle.ts';

const CREATED = Date.UTC(2026, 2, 19, 12);
const DAY = 86_400;

/** Seconds after the creation, mostly around one day and 30 days. */
const anyAge = fc
  .tuple(fc.constantFrom(0, DAY, 30 * DAY), fc.integer({ min: -2, max: 2 }))
  .map(([days, seconds]) => new Date(CREATED + (days + seconds) * 1000).toISOString())
  .map((text) => text.replace('.000Z', 'Z'));

const anySession = fc.record({
  created_at: fc.constant('2026-03-19T12:00:00Z'),
  expires_at: anyAge,
  ended_at: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, anyAge),
});

test('a session is live by the rules written a second time', () => {
  fc.assert(
    fc.property(anySession, anyLevel, anyAge, (session, level, now) => {
      expect(isSessionLive(session, level, now)).toBe(isLive(session, level, now));
    }),
    { numRuns: 1000 },
  );
});

test('a promotion never makes a session live longer', () => {
  fc.assert(
    fc.property(anySession, anyLevel, anyLevel, (session, one, other) => {
      const [lower, higher] = [one, other].sort() as [PermissionLevel, PermissionLevel];
      const now = session.expires_at;
      const isLiveAs = (level: PermissionLevel) =>
        isSessionLive({ ...session, expires_at: '9999-12-31T23:59:59Z' }, level, now);
      expect(isLiveAs(higher) && !isLiveAs(lower)).toBe(false);
    }),
  );
});
