import { expect, test } from 'vitest';
import { type Figure, isBreach } from './scenario.ts';

test.each<[Figure, boolean]>([
  [{ name: 'free', value: 7 }, false],
  [{ name: 'at most', value: 7, most: 7 }, false],
  [{ name: 'too many', value: 8, most: 7 }, true],
  [{ name: 'enough', value: 7, least: 7 }, false],
  [{ name: 'too few', value: 6, least: 7 }, true],
  [{ name: 'no number', value: Number.NaN, most: 7 }, true],
  [{ name: 'the same', value: 'ok', equal: 'ok' }, false],
  [{ name: 'another', value: 'broken', equal: 'ok' }, true],
  [{ name: 'another number', value: 1, equal: 0 }, true],
])('%j', (figure, expected) => {
  expect(isBreach(figure, 'short')).toBe(expected);
});

test('a figure of time is checked in the long form alone', () => {
  const figure = { name: 'slow', value: 60, most: 50, timed: true };
  expect(isBreach(figure, 'short')).toBe(false);
  expect(isBreach(figure, 'long')).toBe(true);
});
