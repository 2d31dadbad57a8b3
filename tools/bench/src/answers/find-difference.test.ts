import { expect, test } from 'vitest';
import { findDifference } from './find-difference.ts';

test.each<[unknown, unknown]>([
  [1, 1],
  [null, null],
  [
    { a: 1, b: [{ c: null }] },
    { b: [{ c: null }], a: 1 },
  ],
  [[], []],
])('%j is %j', (actual, expected) => {
  expect(findDifference(actual, expected)).toBeUndefined();
});

test.each<[unknown, unknown, string]>([
  [1, 2, 'value is 1, not 2'],
  ['1', 1, 'value is "1", not 1'],
  [null, {}, 'value is null, not {}'],
  [{}, null, 'value is {}, not null'],
  [{}, [], 'value is {}, not []'],
  [{ a: 1 }, {}, 'value.a is 1, not absent'],
  [{}, { a: null }, 'value.a is absent, not null'],
  [[1, 2], [1], 'value.1 is 2, not absent'],
  [[1, 2], [2, 1], 'value.0 is 1, not 2'],
  [{ a: { b: [0] } }, { a: { b: [false] } }, 'value.a.b.0 is 0, not false'],
])('%j is not %j', (actual, expected, difference) => {
  expect(findDifference(actual, expected)).toBe(difference);
});
