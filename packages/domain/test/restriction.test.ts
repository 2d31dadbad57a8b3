import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { restrictionAt } from '../src/restriction/restriction-at.ts';
import { actionAt, anyMoment } from './arbitrary-user.ts';
import { restrictionOf } from './oracle.ts';

const anyActions = fc.array(actionAt(anyMoment), { maxLength: 5 });

describe('the restriction at a moment', () => {
  test('is that of the rules written a second time', () => {
    fc.assert(
      fc.property(anyActions, anyMoment, (actions, now) => {
        const restriction = restrictionAt(actions, now);
        const expected = restrictionOf(actions, now);
        expect(restriction?.state).toBe(expected?.state);
        expect(endOf(restriction)).toBe(expected?.end);
        if (restriction !== null) expect(expected?.reasons).toContain(restriction.reason);
      }),
      { numRuns: 1000 },
    );
  });

  test('does not hang on the order of the actions', () => {
    fc.assert(
      fc.property(anyActions, anyMoment, (actions, now) => {
        const there = restrictionAt(actions, now);
        const back = restrictionAt(actions.toReversed(), now);
        expect([back?.state, back?.expires_at]).toEqual([there?.state, there?.expires_at]);
      }),
    );
  });

  test('once over with its end does not come back', () => {
    fc.assert(
      fc.property(anyActions, anyMoment, anyMoment, (actions, one, other) => {
        const [now, later] = [one, other].sort() as [string, string];
        fc.pre(restrictionAt(actions, now) === null);
        expect(restrictionAt(actions, later)).toBeNull();
      }),
    );
  });
});

function endOf(restriction: ReturnType<typeof restrictionAt>): number | undefined {
  if (restriction === null) return undefined;
  return restriction.expires_at === null
    ? Number.POSITIVE_INFINITY
    : Date.parse(restriction.expires_at);
}
