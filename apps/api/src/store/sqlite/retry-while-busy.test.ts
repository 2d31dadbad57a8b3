import { expect, test } from 'vitest';
import { retryWhileBusy } from './retry-while-busy.ts';

const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });

test('work is tried again until the database is free', async () => {
  let tries = 0;
  const answer = await retryWhileBusy(async () => {
    tries += 1;
    if (tries < 3) throw busy;
    return 'done';
  }, 10_000);
  expect([answer, tries]).toEqual(['done', 3]);
});

test('work that answers at once is answered at once', () => {
  expect(retryWhileBusy(() => 'done', 10_000)).toBe('done');
});

test('work that is refused at once is tried again as well', async () => {
  let tries = 0;
  const answer = await retryWhileBusy(() => {
    tries += 1;
    if (tries < 3) throw busy;
    return 'done';
  }, 10_000);
  expect([answer, tries]).toEqual(['done', 3]);
});

test('what is thrown at once rejects', async () => {
  const work = () => {
    throw new Error('a bug');
  };
  await expect(retryWhileBusy(work, 10_000)).rejects.toThrow('a bug');
});

test('the busy error comes out when the patience is over', async () => {
  let tries = 0;
  const work = async () => {
    tries += 1;
    throw busy;
  };
  await expect(retryWhileBusy(work, 60)).rejects.toBe(busy);
  expect(tries).toBeGreaterThan(1);
});

test('any other error comes out at once', async () => {
  let tries = 0;
  const work = async () => {
    tries += 1;
    throw new Error('a bug');
  };
  await expect(retryWhileBusy(work, 10_000)).rejects.toThrow('a bug');
  expect(tries).toBe(1);
});
