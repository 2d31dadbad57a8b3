import { toTimestamp } from '@portal/domain';
import { expect, test } from 'vitest';
import { createSteadyClock } from './clock.ts';

const NOON = Date.UTC(2026, 2, 19, 12);
const MINUTE = 60_000;

test.each<[string, readonly number[], string]>([
  ['goes on', [0, 1], '2026-03-19T12:01:00Z'],
  ['follows a step forward', [0, 24 * 60], '2026-03-20T12:00:00Z'],
  ['stands still after a step back', [0, -1], '2026-03-19T12:00:00Z'],
  ['stands still after a step back of an hour', [0, -60], '2026-03-19T12:00:00Z'],
  ['stands still while the step is made up for', [0, -30, -1], '2026-03-19T12:00:00Z'],
  [
    'stands still where it is set back a little again and again',
    [0, -40, -60],
    '2026-03-19T12:00:00Z',
  ],
  ['goes on where the step is made up for', [0, -30, 1], '2026-03-19T12:01:00Z'],
  ['follows a longer step back', [0, -61], '2026-03-19T10:59:00Z'],
  ['follows a step forward that is taken back', [0, 24 * 60, 1], '2026-03-19T12:01:00Z'],
])('a steady clock %s', (_name, minutes, expected) => {
  let now = NOON;
  const clock = createSteadyClock(() => now);
  const told = minutes.map((minute) => {
    now = NOON + minute * MINUTE;
    return clock();
  });
  expect(told.at(-1)).toBe(expected);
});

test('a steady clock tells each second of a minute', () => {
  let now = NOON - 1;
  const clock = createSteadyClock(() => now);
  const told = Array.from({ length: 60 }, () => {
    now += 500;
    return clock();
  });
  expect(told).toEqual(
    Array.from({ length: 60 }, (_, at) => toTimestamp(NOON - 1 + 500 * (at + 1))),
  );
});
