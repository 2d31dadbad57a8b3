import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIsoClock } from './iso-clock.ts';

const NOON = Date.UTC(2026, 2, 19, 12);

test('any moment is told as Date tells it, whichever was told before', () => {
  let now = 0;
  const tell = createIsoClock(() => now);
  const near = fc.integer({ min: NOON, max: NOON + 3000 });
  const any = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
  fc.assert(
    fc.property(fc.oneof(near, any), (moment) => {
      now = moment;
      expect(tell()).toBe(new Date(moment).toISOString());
    }),
    { numRuns: 1000 },
  );
});

test.each([0, 1, 9, 10, 99, 100, 999])('%i ms after a second have three digits', (milliseconds) => {
  const tell = createIsoClock(() => NOON + milliseconds);
  expect(tell()).toBe(`2026-03-19T12:00:00.${String(milliseconds).padStart(3, '0')}Z`);
});
