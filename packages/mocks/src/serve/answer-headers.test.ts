import { expect, test } from 'vitest';
import { addVary, toMockHeaders } from './answer-headers.ts';

test.each([
  [undefined, 'Cookie, Origin'],
  ['accept', 'accept, Cookie, Origin'],
  ['cookie', 'cookie, Origin'],
  ['Origin,accept', 'Origin, accept, Cookie'],
])('what an answer that varies by %j depends on is each named once', (given, vary) => {
  const headers = new Headers(given === undefined ? {} : { vary: given });
  addVary(headers, 'Cookie', 'Origin');
  expect(headers.get('vary')).toBe(vary);
});

test('an answer of which there is nothing to tell has no headers of the mock', () => {
  expect(toMockHeaders({ served: [], violations: [], applied: [] })).toEqual({});
});

test('an answer tells what was served, what was broken and what was heeded', () => {
  const provenance = { served: ['a/200/b', 'c/404/d'], violations: ['é'], applied: ['code=200'] };
  expect(toMockHeaders(provenance)).toEqual({
    'Mock-Example': 'a/200/b, c/404/d',
    'Mock-Violations': '["\\u00e9"]',
    'Preference-Applied': 'code=200',
  });
});
