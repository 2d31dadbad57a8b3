import { expect, test } from 'vitest';
import { loosen } from './loosen.ts';

const LOOSE = '(not compared)';

test.for<readonly [string, unknown, unknown]>([
  ['a', { a: 1, b: 2 }, { a: LOOSE, b: 2 }],
  ['a.b', { a: { b: 1, c: 2 }, b: 3 }, { a: { b: LOOSE, c: 2 }, b: 3 }],
  ['a.*.b', { a: [{ b: 1, c: 2 }, { b: 3 }] }, { a: [{ b: LOOSE, c: 2 }, { b: LOOSE }] }],
  ['a.*', { a: [1, 2] }, { a: [LOOSE, LOOSE] }],
  ['a', { b: 1 }, { b: 1 }],
  ['a.b', { a: null }, { a: null }],
  ['a.b', 5, 5],
])('what is at %s is not compared in %j', ([path, value, expected]) => {
  expect(loosen(value, [path])).toEqual(expected);
});

test('keys stay in their order, and several paths count', () => {
  const loosened = loosen({ c: 1, a: 2, b: 3 }, ['a', 'c']);
  expect(JSON.stringify(loosened)).toBe(`{"c":"${LOOSE}","a":"${LOOSE}","b":3}`);
});
