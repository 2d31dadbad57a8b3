import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSlidingLimit, type SlidingLimitOptions } from './rate-limit.ts';

const WINDOW = 8;

/** A limit whose time a test moves. */
function createTimed(options: Partial<SlidingLimitOptions> = {}) {
  const defaults = { limit: 1, windowMs: WINDOW, maxKeys: 100, now: () => timed.now };
  const sliding = createSlidingLimit({ ...defaults, ...options });
  const timed = {
    now: 0,
    get size() {
      return sliding.size;
    },
    spend(key: string, count: number): number | undefined {
      const wait = sliding.wait(key, count);
      if (wait > 0) return wait;
      sliding.add(key, count);
      return undefined;
    },
  };
  return timed;
}

/** The rule, word for word: of each key, so many in any window. */
function createModel(limit: number) {
  const passed: { readonly key: string; readonly time: number }[] = [];
  const held = (key: string, now: number) =>
    passed.filter((one) => one.key === key && one.time > now - WINDOW).length;
  const passes = (key: string, count: number, now: number) => held(key, now) + count <= limit;
  return {
    passed,
    spend(key: string, count: number, now: number): number | undefined {
      if (!passes(key, count, now)) return waitFor(key, count, now);
      for (let left = count; left > 0; left -= 1) passed.push({ key, time: now });
      return undefined;
    },
  };

  function waitFor(key: string, count: number, now: number): number {
    let wait = 0.25;
    while (wait < WINDOW && !passes(key, count, now + wait)) wait += 0.25;
    return wait;
  }
}

/** Quarters of a moment are told apart, so that the end of a window is met from both sides. */
const steps = fc.array(
  fc.record({
    passed: fc.nat(12).map((quarters) => quarters / 4),
    key: fc.constantFrom('a', 'b', 'c'),
    count: fc.integer({ min: 1, max: 6 }),
  }),
  { maxLength: 200, size: 'max' },
);

test('what passes, and how long the rest is told to wait, is what the rule says', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), steps, (limit, taken) => {
      const limiter = createTimed({ limit });
      const model = createModel(limit);
      for (const { passed, key, count } of taken) {
        limiter.now += passed;
        expect(limiter.spend(key, count)).toBe(model.spend(key, count, limiter.now));
      }
      for (const { key, time } of model.passed) {
        const within = model.passed.filter(
          (one) => one.key === key && one.time >= time && one.time < time + WINDOW,
        );
        expect(within.length).toBeLessThanOrEqual(limit);
      }
    }),
    { numRuns: 500 },
  );
});

test('who comes back after the wait that was told passes, and a moment sooner does not', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 3 }), (taken, count) => {
      const limiter = createTimed({ limit: 3 });
      for (const step of taken) {
        limiter.now += step.passed;
        limiter.spend(step.key, step.count);
      }
      const wait = limiter.spend('a', count);
      fc.pre(wait !== undefined);
      limiter.now += (wait ?? 0) - 0.25;
      expect(limiter.spend('a', count)).toBe(0.25);
      limiter.now += 0.25;
      expect(limiter.spend('a', count)).toBeUndefined();
    }),
  );
});

test('who is refused spends nothing, however often', () => {
  const limiter = createTimed({ limit: 2 });
  limiter.spend('a', 2);
  for (const count of [1, 2, 1]) expect(limiter.spend('a', count)).toBe(WINDOW);
  limiter.now = WINDOW;
  expect(limiter.spend('a', 2)).toBeUndefined();
});

test('more than the whole limit never pass, and are told to wait a window', () => {
  const limiter = createTimed({ limit: 2 });
  expect(limiter.spend('a', 3)).toBe(WINDOW);
  limiter.now = 1;
  expect(limiter.spend('a', 2)).toBeUndefined();
  limiter.now = 2;
  expect(limiter.spend('a', 3)).toBe(WINDOW);
});

test('of a million keys few are remembered, the last among them', () => {
  const limiter = createTimed({ maxKeys: 50 });
  let most = 0;
  for (let key = 0; key < 1_000_000; key += 1) {
    limiter.spend(`${key}`, 1);
    most = Math.max(most, limiter.size);
  }
  expect(most).toBe(50);
  expect(limiter.spend('999999', 1)).toBe(WINDOW);
});

test('a key of which nothing passed is not remembered', () => {
  const limiter = createTimed();
  limiter.spend('a', 2);
  expect(limiter.size).toBe(0);
});

test('what has not passed for a window is remembered no more', () => {
  const limiter = createTimed();
  for (let key = 0; key < 10; key += 1) limiter.spend(`${key}`, 1);
  limiter.now += WINDOW;
  limiter.spend('a', 1);
  expect(limiter.size).toBe(1);
});

test('no key is free before its time unless as many others passed as are remembered', () => {
  const keys = 5;
  const others = fc.array(fc.nat(keys - 2), { maxLength: 100, size: 'max' });
  fc.assert(
    fc.property(others, fc.nat(keys), (taken, before) => {
      const limiter = createTimed({ maxKeys: keys, limit: 1000 });
      for (let key = 0; key < before; key += 1) limiter.spend(`before-${key}`, 1);
      limiter.spend('a', 1000);
      for (const key of taken) limiter.spend(`other-${key}`, 1);
      expect(limiter.spend('a', 1)).toBe(WINDOW);
    }),
  );
});

test('of too many keys the one that passed least recently is forgotten first', () => {
  const limiter = createTimed({ maxKeys: 2, limit: 2 });
  for (const key of ['a', 'b', 'a', 'c']) limiter.spend(key, 1);
  expect(limiter.spend('a', 2)).toBe(WINDOW);
  expect(limiter.spend('b', 2)).toBeUndefined();
});
