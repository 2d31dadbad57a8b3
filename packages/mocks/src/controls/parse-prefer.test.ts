import { expect, test } from 'vitest';
import { parsePairs, parsePrefer } from './parse-prefer.ts';

test.each([
  ['example=documented', { example: 'documented' }],
  ['example=documented, code=200', { example: 'documented', code: '200' }],
  ['example=documented; code=200', { example: 'documented', code: '200' }],
  ['example="documented",code="200"', { example: 'documented', code: '200' }],
  ['  example =  documented  ,  code = 200 ', { example: 'documented', code: '200' }],
  ['example="a, code=404"', { example: 'a, code=404' }],
  ['respond-async, wait=100, example=documented', { wait: '100', example: 'documented' }],
  ['example=first, example=second', { example: 'first' }],
  ['Example=first, EXAMPLE=second', { example: 'first' }],
  ['example=, code=""', {}],
  ['', {}],
  [',;,=', {}],
])('the preferences of %j', (header, preferences) => {
  expect(Object.fromEntries(parsePrefer(header))).toEqual(preferences);
});

test('pairs keep the case of their names', () => {
  expect([...parsePairs('users.updateMe=partial')]).toEqual([['users.updateMe', 'partial']]);
});
