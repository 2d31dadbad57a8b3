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
  ['wait="', { wait: '"' }],
  ['two words=1, example=documented', { example: 'documented' }],
])('the preferences of %j', (header, preferences) => {
  expect(Object.fromEntries(parsePrefer(header))).toEqual(preferences);
});

test('pairs keep the case of their names', () => {
  expect([...parsePairs('users.updateMe=partial')]).toEqual([['users.updateMe', 'partial']]);
});

// Work that grew with the square of the length would not end within the test's time.
test('a header of any length is read, whatever it holds', () => {
  const headers = ['a', 'a=', '="', 'a ', '"', ',a="'].map((part) => part.repeat(200_000));
  for (const header of headers) expect(parsePrefer(header).size).toBeLessThanOrEqual(1);
});
