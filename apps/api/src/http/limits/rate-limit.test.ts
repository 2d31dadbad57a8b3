import type { RequestTier } from '@portal/contract';
import { afterEach, expect, test, vi } from 'vitest';
import { type ConsumeRequests, createRateLimits } from './rate-limit.ts';

const ADDRESS = '203.0.113.1';

/** Limits on a time that the test moves, in milliseconds. */
function createTimed(user: number, login = 1) {
  const clock = { now: 1000 };
  const consume = createRateLimits({ user, login, bot: 1 }, () => clock.now);
  return { clock, consume, spend: spendWith(consume) };
}

function spendWith(consume: ConsumeRequests) {
  return (tier: RequestTier, key: string, count: number) => consume([{ tier, key, count }]);
}

afterEach(() => {
  vi.useRealTimers();
});

test('as many requests as the limit has pass in any 60 seconds, also across whole minutes', () => {
  const { clock, spend } = createTimed(120);
  const passed: number[] = [];
  for (clock.now = 30_000; clock.now < 300_000; clock.now += 250) {
    if (spend('user', ADDRESS, 1) === undefined) passed.push(clock.now);
  }
  for (const start of passed) {
    const within = passed.filter((time) => time >= start && time < start + 60_000);
    expect(within.length).toBeLessThanOrEqual(120);
  }
  expect(passed.length).toBe(5 * 120);
});

test('a refusal tells the whole seconds until a request passes, and never 0', () => {
  const { clock, spend } = createTimed(1);
  spend('user', ADDRESS, 1);
  const waits = [0, 30_500, 28_700, 799].map((passed) => {
    clock.now += passed;
    return spend('user', ADDRESS, 1);
  });
  expect(waits).toMatchObject([60, 30, 1, 1].map((retry_after) => ({ retry_after })));
  clock.now += 1;
  expect(spend('user', ADDRESS, 1)).toBeUndefined();
});

test('a refusal tells the seconds until as many pass as were asked for', () => {
  const { clock, spend } = createTimed(3);
  for (const passed of [0, 10_000, 10_000]) {
    clock.now += passed;
    spend('user', ADDRESS, 1);
  }
  const waits = [1, 2, 3].map((count) => spend('user', ADDRESS, count));
  expect(waits).toMatchObject([40, 50, 60].map((retry_after) => ({ retry_after })));
  clock.now += 50_000;
  expect(spend('user', ADDRESS, 3)).toMatchObject({ retry_after: 10 });
  expect(spend('user', ADDRESS, 2)).toBeUndefined();
});

test('each address and each limit is counted alone', () => {
  const { spend } = createTimed(1);
  expect(spend('user', ADDRESS, 1)).toBeUndefined();
  expect(spend('user', '203.0.113.2', 1)).toBeUndefined();
  expect(spend('login', ADDRESS, 1)).toBeUndefined();
  for (const limit of ['user', 'login'] as const) {
    expect(spend(limit, ADDRESS, 1)).toHaveProperty('code', 'too_many_requests');
  }
});

test('requests that come together pass together or not at all, and then spend nothing', () => {
  const { spend } = createTimed(5);
  expect(spend('user', ADDRESS, 3)).toBeUndefined();
  expect(spend('user', ADDRESS, 3)).toHaveProperty('code', 'too_many_requests');
  expect(spend('user', ADDRESS, 2)).toBeUndefined();
  expect(spend('user', '203.0.113.2', 6)).toHaveProperty('retry_after', 60);
});

test('requests of several limits pass together or not at all', () => {
  const { consume, spend } = createTimed(5, 2);
  const costs = (user: number, login: number) => [
    { tier: 'user', key: ADDRESS, count: user } as const,
    { tier: 'login', key: ADDRESS, count: login } as const,
  ];
  expect(consume(costs(1, 3))).toHaveProperty('code', 'too_many_requests');
  expect(consume(costs(3, 2))).toBeUndefined();
  expect(consume(costs(1, 1))).toHaveProperty('code', 'too_many_requests');
  expect(spend('user', ADDRESS, 2)).toBeUndefined();
});

test('0 turns a limit off, and that one alone', () => {
  const { spend } = createTimed(0);
  for (let count = 0; count < 500; count += 1) expect(spend('user', ADDRESS, 9)).toBeUndefined();
  spend('login', ADDRESS, 1);
  expect(spend('login', ADDRESS, 1)).toHaveProperty('code', 'too_many_requests');
});

test.each([
  ['forward', '2026-03-20T12:00:00Z'],
  ['back', '2026-03-18T12:00:00Z'],
])('the wall clock set %s by a day changes nothing', (_direction, moment) => {
  vi.useFakeTimers({ now: new Date('2026-03-19T12:00:00Z') });
  const spend = spendWith(createRateLimits({ user: 1, login: 1, bot: 1 }));
  spend('user', ADDRESS, 1);
  vi.advanceTimersByTime(20_000);
  vi.setSystemTime(new Date(moment));
  expect(spend('user', ADDRESS, 1)).toHaveProperty('retry_after', 40);
  vi.advanceTimersByTime(39_999);
  expect(spend('user', ADDRESS, 1)).toHaveProperty('retry_after', 1);
  vi.advanceTimersByTime(1);
  expect(spend('user', ADDRESS, 1)).toBeUndefined();
});
