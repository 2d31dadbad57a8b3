import { expect, test } from 'vitest';
import { median, medianRatio } from './median.ts';

test.each([
  [[3], 3],
  [[9, 1, 4], 4],
  [[10, 9, 100], 10],
  [[4, 1, 3, 2], 2.5],
  [[], Number.NaN],
])('the median of %j is %d', (numbers, expected) => {
  expect(median(numbers)).toBe(expected);
});

test('the numbers stay in their order', () => {
  const numbers = [3, 1, 2];
  median(numbers);
  expect(numbers).toEqual([3, 1, 2]);
});

test('a ratio is that of each round, not that of the medians', () => {
  expect(medianRatio([10, 90, 200], [10, 30, 100])).toBe(2);
});

test('a round that only one side has counts for nothing', () => {
  expect(medianRatio([10, 1000], [5])).toBe(2);
});
