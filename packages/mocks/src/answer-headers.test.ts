import { expect, test } from 'vitest';
import { toMockHeaders } from './answer-headers.ts';

test('an answer without a source, violations or preferences has no headers of the mock', () => {
  expect(toMockHeaders({ served: [], violations: [], applied: new Set() })).toEqual({});
});

test('an answer names its examples, the violations and the applied preferences', () => {
  const state = {
    served: ['a/200/b', 'c/404/d'],
    violations: ['é'],
    applied: new Set(['code=200']),
  };
  expect(toMockHeaders(state)).toEqual({
    'Mock-Example': 'a/200/b, c/404/d',
    'Mock-Violations': '["\\u00e9"]',
    'Preference-Applied': 'code=200',
  });
});
