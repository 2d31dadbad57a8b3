import { describe, expect, test } from 'vitest';
import { createHourlyLimit } from './hourly-limit.ts';

const MINUTE = 60_000;

describe('the calls of a bot in an hour', () => {
  test('pass up to its own limit', () => {
    const limit = createHourlyLimit(() => 0);
    limit.add('1', 3);
    expect(limit.wait('1', 1, 4)).toBe(0);
    expect(limit.wait('1', 2, 4)).toBeGreaterThan(0);
    expect(limit.wait('2', 4, 4)).toBe(0);
  });

  test('pass again when the minute they were made in is an hour old', () => {
    let now = 30_000;
    const limit = createHourlyLimit(() => now);
    limit.add('1', 2);
    now = 10 * MINUTE;
    limit.add('1', 2);
    const wait = limit.wait('1', 1, 4);
    expect(wait).toBe(50 * MINUTE);
    now += wait - 1;
    expect(limit.wait('1', 1, 4)).toBe(1);
    now += 1;
    expect(limit.wait('1', 2, 4)).toBe(0);
    expect(limit.wait('1', 3, 4)).toBeGreaterThan(0);
  });

  test('are never more than the limit at once', () => {
    const limit = createHourlyLimit(() => 0);
    expect(limit.wait('1', 5, 4)).toBe(60 * MINUTE);
  });
});
