import { expect, test } from 'vitest';
import { createFakeTarget, toJson } from '../../test/fake-target.ts';
import type { Target } from '../target.ts';
import { differential } from './differential.ts';

const REQUESTS = 300;
const LONGEST_SEQUENCE = 16;
const signedIn = { signIn: async () => 'psession=1' };

test('two that answer alike are sent so many requests, and differ in none', async () => {
  const [one, other] = [createEcho(), createEcho()];
  const report = await differential(one, other, { seed: 1, requests: REQUESTS });
  expect(report).toEqual({
    seed: 1,
    requests: one.asked.length,
    statuses: { 200: one.asked.length },
  });
  expect(report.requests).toBeGreaterThanOrEqual(REQUESTS);
  expect(report.requests).toBeLessThan(REQUESTS + LONGEST_SEQUENCE);
  expect(one.asked).toEqual(other.asked);
});

test('a seed repeats a run, and another seed makes another', async () => {
  const [one, same, other] = [createEcho(), createEcho(), createEcho()];
  await differential(one, createEcho(), { seed: 5, requests: REQUESTS });
  await differential(same, createEcho(), { seed: 5, requests: REQUESTS });
  await differential(other, createEcho(), { seed: 6, requests: REQUESTS });
  expect(same.asked).toEqual(one.asked);
  expect(other.asked).not.toEqual(one.asked);
});

test('both begin each sequence in a world as it was, with a session of their own', async () => {
  let resets = 0;
  const reset = async () => {
    resets += 1;
  };
  await differential(createEcho({ reset }), createEcho({ reset }), { seed: 1, requests: 20 });
  expect(resets).toBeGreaterThan(0);
  expect(resets % 2).toBe(0);
});

test('a difference is told with the shortest sequence that shows it', async () => {
  const { difference } = await differential(
    createCounter(3),
    createCounter(Number.POSITIVE_INFINITY),
    {
      seed: 1,
      requests: REQUESTS,
    },
  );
  const lines = difference?.split('\n') ?? [];
  expect(lines[0]).toMatch(/^as \w+:$/);
  expect(lines.filter((line) => line.startsWith('  {"method"'))).toHaveLength(3);
  expect(lines.at(-1)).toBe('  $.status: expected 500, came 200');
});

test('what a target throws is a difference, too', async () => {
  const broken = createFakeTarget(() => {
    throw new TypeError('fetch failed');
  }, signedIn);
  const { difference } = await differential(createEcho(), broken, { seed: 1, requests: 10 });
  expect(difference).toContain('TypeError: fetch failed');
});

function createEcho(members: Partial<Target> = {}) {
  return createFakeTarget(() => toJson({}), { ...signedIn, ...members });
}

/** Fails at the n-th request after its world began. */
function createCounter(failsAt: number): Target {
  let count = 0;
  return createEcho({
    reset: async () => {
      count = 0;
    },
    fetch: async () => {
      count += 1;
      return toJson({}, { status: count === failsAt ? 500 : 200 });
    },
  });
}
