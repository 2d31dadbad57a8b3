import { expect, test } from 'vitest';
import { diffJson, show } from './diff-json.ts';

test.for<readonly [string, unknown, unknown, readonly string[]]>([
  ['equal values', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
  ['another value', { a: 1 }, { a: 2 }, ['$.a: expected 1, came 2']],
  ['another type', { a: 1 }, { a: '1' }, ['$.a: expected 1, came "1"']],
  ['null for an object', { a: {} }, { a: null }, ['$.a: expected {}, came null']],
  ['an object for an array', { a: [] }, { a: {} }, ['$.a: expected [], came {}']],
  ['a missing key', { a: 1, b: 2 }, { b: 2 }, ['$.a: expected 1, came nothing']],
  ['an undeclared key', { a: 1 }, { a: 1, b: 2 }, ['$.b: expected nothing, came 2']],
  ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, ['$: expected the keys a,b, came b,a']],
  [
    'keys in another order deep inside',
    { x: [{ a: 1, b: 2 }] },
    { x: [{ b: 2, a: 1 }] },
    ['$.x.0: expected the keys a,b, came b,a'],
  ],
  [
    'items in another order',
    [1, 2],
    [2, 1],
    ['$.0: expected 1, came 2', '$.1: expected 2, came 1'],
  ],
  ['an item too many', [1], [1, 2], ['$.1: expected nothing, came 2']],
  ['nothing at all', { a: 1 }, undefined, ['$: expected {"a":1}, came nothing']],
])('tells of %s', ([, expected, actual, differences]) => {
  expect(diffJson(expected, actual)).toEqual(differences);
});

test('cuts what would fill the screen', () => {
  expect(show('x'.repeat(1000))).toHaveLength(241);
});
