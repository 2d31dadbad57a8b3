import { expect, test } from 'vitest';
import { type Expected, findDifference } from './find-difference.ts';

test.each<[unknown, Expected]>([
  [null, null],
  [{ a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }],
  [{ a: 7 }, { a: (value) => value === 7 }],
  [[], []],
])('%j is as expected', (actual, expected) => {
  expect(findDifference(actual, expected)).toBeUndefined();
});

test.each<[unknown, Expected, string]>([
  [1, 2, 'value is 1, not 2'],
  [{ a: 1, b: 2 }, { a: 1 }, 'value has a,b, not a'],
  [{}, { a: null }, 'value has no keys, not a'],
  [{ a: [1, 3] }, { a: [1, 2] }, 'value.a.1 is 3, not 2'],
  [{ a: [1] }, { a: [] }, 'value.a has 0, not none'],
  [{ a: 7 }, { a: () => false }, 'value.a is 7, not that'],
  [null, { a: 1 }, 'value is null, not {"a":1}'],
])('%j is not %j', (actual, expected, difference) => {
  expect(findDifference(actual, expected)).toBe(difference);
});
