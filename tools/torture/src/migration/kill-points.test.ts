import { expect, test } from 'vitest';
import { chooseEvenly, findPoints } from './kill-points.ts';

const TRACE = `10 pwrite64(3, "a", 1, 0) = 1
11 fsync(4) = 0
10 pwrite64(3, "fsync(4)", 8, 1) = 8
12 fsync(4 <unfinished ...>
10 fsync(3) = 0
10 fsync(3) = 0
12 <... fsync resumed>) = 0
`;

test('calls are counted by thread, as strace counts them', () => {
  expect(findPoints(TRACE, ['pwrite64', 'fsync', 'rename'])).toEqual([
    { call: 'pwrite64', at: 1 },
    { call: 'pwrite64', at: 2 },
    { call: 'fsync', at: 1 },
    { call: 'fsync', at: 2 },
  ]);
});

test.each([
  [10, 5, [2, 4, 6, 8, 10]],
  [3, 6, [1, 2, 3]],
  [4, Number.POSITIVE_INFINITY, [1, 2, 3, 4]],
  [5, 2, [3, 5]],
  [0, 6, []],
])('of %d items at most %d are %j', (length, most, chosen) => {
  const items = Array.from({ length }, (_, at) => at + 1);
  expect(chooseEvenly(items, most)).toEqual(chosen);
});
