import { expect, test } from 'vitest';
import { addVary, toMockHeaders } from './answer-headers.ts';

test.each([
  [undefined, 'Cookie, Origin'],
  ['accept', 'accept, Cookie, Origin'],
  ['cookie', 'cookie, Origin'],
  ['Origin,accept', 'Origin, accept, Cookie'],
])('what an answer that varies by %j depends on is each named once', (given, vary) => {
  expect(addVary(given, 'Cookie', 'Origin')).toBe(vary);
});

test('an answer of which there is nothing to tell has no headers of the mock', () => {
  expect(toMockHeaders({ served: [], violations: [], applied: [] })).toEqual({});
});

test('an answer tells what was served, what was broken and what was heeded', () => {
  const provenance = { served: ['a/200/b', 'c/404/d'], violations: ['é'], applied: ['code=200'] };
  expect(toMockHeaders(provenance)).toEqual({
    'mock-example': 'a/200/b, c/404/d',
    'mock-violations': '["\\u00e9"]',
    'preference-applied': 'code=200',
  });
});
