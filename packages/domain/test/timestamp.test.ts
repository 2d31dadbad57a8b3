import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addSeconds, toTimestamp } from '../src/timestamp.ts';
import { anyMoment } from './arbitrary-user.ts';

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const LAST_SECOND = 253_402_300_799;

/** Any double, also outside the valid years, and NaN. */
const anyMilliseconds = fc.oneof(
  fc.double(),
  fc.double({ min: -1e15, max: 1e15 }),
  fc.integer({ min: -2000, max: 2000 }),
);

test('any number becomes a timestamp of 20 characters', () => {
  fc.assert(
    fc.property(anyMilliseconds, (milliseconds) => {
      expect(toTimestamp(milliseconds)).toMatch(FORM);
    }),
    {
      numRuns: 1000,
      examples: [[Number.NaN], [Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY], [8.64e15]],
    },
  );
});

test('any text and any number of seconds become a timestamp', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), anyMoment), anyMilliseconds, (text, seconds) => {
      expect(addSeconds(text, seconds)).toMatch(FORM);
    }),
  );
});

test('a moment that years hold is kept to the second', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: LAST_SECOND }), fc.nat({ max: 999 }), (second, rest) => {
      expect(Date.parse(toTimestamp(second * 1000 + rest))).toBe(second * 1000);
    }),
  );
});

test('timestamps compare as strings the way their moments do', () => {
  fc.assert(
    fc.property(anyMoment, anyMoment, (one, other) => {
      const earlier = Date.parse(one) < Date.parse(other);
      expect(toTimestamp(Date.parse(one)) < toTimestamp(Date.parse(other))).toBe(earlier);
    }),
  );
});

test('seconds added and taken away again lead back', () => {
  const inner = fc.integer({ min: 1e9, max: 2e9 }).map((second) => toTimestamp(second * 1000));
  fc.assert(
    fc.property(inner, fc.integer({ min: -1e9, max: 1e9 }), (start, seconds) => {
      const end = addSeconds(start, seconds);
      expect(Date.parse(end) - Date.parse(start)).toBe(seconds * 1000);
      expect(addSeconds(end, -seconds)).toBe(start);
    }),
  );
});
