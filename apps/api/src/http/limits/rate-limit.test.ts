import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRateLimits } from './rate-limit.ts';

const ADDRESS = '203.0.113.1';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('as many requests as a minute has are let through, and no more', async () => {
  const spend = createRateLimits({ user: 3, login: 1 });
  for (let count = 0; count < 3; count += 1)
    expect(await spend('user', ADDRESS, 1)).toBeUndefined();
  expect(await spend('user', ADDRESS, 1)).toEqual({ code: 'too_many_requests', retry_after: 60 });
});

test('a refusal tells the whole seconds until a request is let through, and never 0', async () => {
  const spend = createRateLimits({ user: 1, login: 1 });
  await spend('user', ADDRESS, 1);
  const waits: unknown[] = [];
  for (const passed of [0, 30_500, 28_700, 799]) {
    vi.advanceTimersByTime(passed);
    waits.push(await spend('user', ADDRESS, 1));
  }
  expect(waits).toMatchObject([60, 30, 1, 1].map((retry_after) => ({ retry_after })));
  vi.advanceTimersByTime(1);
  expect(await spend('user', ADDRESS, 1)).toBeUndefined();
});

test('each address and each limit is counted alone', async () => {
  const spend = createRateLimits({ user: 1, login: 1 });
  expect(await spend('user', ADDRESS, 1)).toBeUndefined();
  expect(await spend('user', '203.0.113.2', 1)).toBeUndefined();
  expect(await spend('login', ADDRESS, 1)).toBeUndefined();
  for (const limit of ['user', 'login'] as const) {
    expect(await spend(limit, ADDRESS, 1)).toHaveProperty('code', 'too_many_requests');
  }
});

test('requests that come together are let through or refused together', async () => {
  const spend = createRateLimits({ user: 5, login: 1 });
  expect(await spend('user', ADDRESS, 5)).toBeUndefined();
  expect(await spend('user', '203.0.113.2', 6)).toHaveProperty('code', 'too_many_requests');
});

test('0 turns a limit off, and that one alone', async () => {
  const spend = createRateLimits({ user: 0, login: 1 });
  for (let count = 0; count < 500; count += 1)
    expect(await spend('user', ADDRESS, 9)).toBeUndefined();
  await spend('login', ADDRESS, 1);
  expect(await spend('login', ADDRESS, 1)).toHaveProperty('code', 'too_many_requests');
});
