import { expect, test } from 'vitest';
import { createFakeTarget, toJson } from '../test/fake-target.ts';
import { defineCase } from './conformance-case.ts';
import { ConformanceFailure } from './conformance-failure.ts';
import { type CaseResult, runConformance } from './run-conformance.ts';

const group = 'a group';
const cases = [
  defineCase({ group, name: 'good', check: async () => {} }),
  defineCase({ group, name: 'skipped', needs: { impossible: 'it is not' }, check: async () => {} }),
  defineCase({
    group,
    name: 'wrong',
    check: async () => {
      throw new ConformanceFailure({ asked: 'GET /', expected: { a: 1 }, actual: { a: 2 } });
    },
  }),
  defineCase({
    group,
    name: 'broken',
    check: async () => {
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
    },
  }),
];

test('every case ends as passed, skipped with its reason, or failed with what was answered', async () => {
  const results: CaseResult[] = [];
  const target = createFakeTarget(() => toJson({}));
  for await (const result of runConformance(target, cases)) results.push(result);
  expect(results).toEqual([
    { group, name: 'good', status: 'passed' },
    { group, name: 'skipped', status: 'skipped', reason: 'it is not' },
    {
      group,
      name: 'wrong',
      status: 'failed',
      message: 'GET /\n  expected: {"a":1}\n  came:     {"a":2}\n  $.a: expected 1, came 2',
    },
    {
      group,
      name: 'broken',
      status: 'failed',
      message: 'TypeError: fetch failed: Error: connect ECONNREFUSED',
    },
  ]);
});
