import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendTimes, createSlidingLog, forgetUntil, timeAt } from './sliding-log.ts';

const MOST = 5;

/** How far time goes on, how long ago is forgotten, and how many requests come then. */
const steps = fc.array(fc.tuple(fc.nat(3), fc.nat(6), fc.integer({ min: 1, max: MOST })));

test('it holds what a plain list would, in its order, in less than twice the places ever needed', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const log = createSlidingLog();
      let list: number[] = [];
      let [now, most] = [0, 0];
      for (const [passed, age, count] of taken) {
        now += passed;
        forgetUntil(log, now - age);
        list = list.filter((time) => time > now - age);
        const fitting = Math.min(count, MOST - list.length);
        appendTimes(log, now, fitting);
        list.push(...Array<number>(fitting).fill(now));
        most = Math.max(most, list.length);
        expect(Array.from(list, (_, index) => timeAt(log, index))).toEqual(list);
        expect(log.size).toBe(list.length);
        expect(log.times.length).toBeLessThan(2 * Math.max(1, most));
      }
    }),
    { numRuns: 1000 },
  );
});
