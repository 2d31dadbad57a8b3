import { describe, expect, test } from 'vitest';
import { addSeconds, havePassed, secondsUntil, toTimestamp } from './timestamp.ts';

const EPOCH = '1970-01-01T00:00:00Z';
const LAST_MOMENT = '9999-12-31T23:59:59Z';

describe('milliseconds as a timestamp', () => {
  test.for<[string, number, string]>([
    ['the documented moment', Date.UTC(2026, 2, 19, 12), '2026-03-19T12:00:00Z'],
    ['the epoch', 0, EPOCH],
    ['a leap day', Date.UTC(2028, 1, 29), '2028-02-29T00:00:00Z'],
    ['999 ms, cut and not rounded', 999, EPOCH],
    ['a fraction of a millisecond', 1999.999, '1970-01-01T00:00:01Z'],
    ['the last moment', Date.UTC(9999, 11, 31, 23, 59, 59, 999), LAST_MOMENT],
  ])('%s: %d is %s', ([, milliseconds, timestamp]) => {
    expect(toTimestamp(milliseconds)).toBe(timestamp);
  });

  test.for<[number, string]>([
    [-1, EPOCH],
    [Number.NEGATIVE_INFINITY, EPOCH],
    [Number.NaN, EPOCH],
    [Date.UTC(10_000, 0), LAST_MOMENT],
    [Number.MAX_VALUE, LAST_MOMENT],
    [Number.POSITIVE_INFINITY, LAST_MOMENT],
  ])('%d is held at %s', ([milliseconds, timestamp]) => {
    expect(toTimestamp(milliseconds)).toBe(timestamp);
  });
});

describe('seconds that have passed', () => {
  test.for<[number, string, string, boolean]>([
    [60, '2026-03-19T12:00:00Z', '2026-03-19T12:00:59Z', false],
    [60, '2026-03-19T12:00:00Z', '2026-03-19T12:01:00Z', true],
    [60, '2026-03-19T12:00:00Z', '2026-03-19T11:00:00Z', false],
    [86_400, '2026-02-28T12:00:00Z', '2026-03-01T12:00:00Z', true],
    [0, EPOCH, EPOCH, true],
    [60, 'soon', EPOCH, true],
  ])('%d from %s to %s: %s', ([seconds, since, now, expected]) => {
    expect(havePassed(seconds, since, now)).toBe(expected);
  });
});

describe('adding seconds', () => {
  test.for<[string, number, string]>([
    ['2026-03-19T12:00:00Z', 0, '2026-03-19T12:00:00Z'],
    ['2026-03-19T12:00:00Z', 1, '2026-03-19T12:00:01Z'],
    ['2026-03-19T12:00:00Z', 0.999, '2026-03-19T12:00:00Z'],
    ['2026-03-19T12:00:00Z', -1, '2026-03-19T11:59:59Z'],
    ['2026-12-31T23:59:59Z', 1, '2027-01-01T00:00:00Z'],
    ['2026-02-28T12:00:00Z', 86_400, '2026-03-01T12:00:00Z'],
    [LAST_MOMENT, 1, LAST_MOMENT],
    [EPOCH, -1, EPOCH],
  ])('%s and %d seconds is %s', ([start, seconds, end]) => {
    expect(addSeconds(start, seconds)).toBe(end);
  });

  test('text that is no timestamp gives the epoch', () => {
    expect(addSeconds('soon', 60)).toBe(EPOCH);
  });
});

describe('the seconds until a moment', () => {
  test.for<[string, string, number]>([
    ['2026-03-19T12:10:00Z', '2026-03-19T12:00:00Z', 600],
    ['2026-03-19T12:00:00Z', '2026-03-19T12:00:00Z', 0],
    ['2026-03-19T12:00:00Z', '2026-03-19T12:00:01Z', 0],
    ['no moment', '2026-03-19T12:00:01Z', 0],
  ])('%s seen from %s: %i', ([moment, now, seconds]) => {
    expect(secondsUntil(moment, now)).toBe(seconds);
  });
});
