import { expect, test } from 'vitest';
import { createFakeTarget, toJson } from '../../test/fake-target.ts';
import type { CaseResult } from '../run-conformance.ts';
import { toJsonReport, toTextReport } from './report.ts';

const target = createFakeTarget(() => toJson({}), { capabilities: { world: 'unknown' } });
const results: readonly CaseResult[] = [
  { group: 'updates', name: 'are read back', status: 'passed' },
  {
    group: 'updates',
    name: 'are judged',
    status: 'failed',
    message: 'GET /\n  $.a: expected 1, came 2',
  },
  { group: 'routes', name: 'lead nowhere', status: 'passed' },
  {
    group: 'updates',
    name: 'are lost',
    status: 'skipped',
    reason: 'there is no session for admin',
  },
  { group: 'routes', name: 'lead on', status: 'skipped', reason: 'there is no session for admin' },
];

test('people read each group with what failed in it, what was skipped and why, and the totals last', () => {
  expect(
    toTextReport(target, results),
  ).toBe(`http://portal.test, whose answers are of users of its own

updates: 1 passed, 1 failed, 1 skipped
  ✗ are judged
      GET /
        $.a: expected 1, came 2
routes: 1 passed, 0 failed, 1 skipped

skipped
  2 because there is no session for admin

2 passed, 1 failed, 2 skipped
`);
});

test('machines read one object', () => {
  const report = toJsonReport(target, results);
  expect(report.endsWith('\n')).toBe(true);
  const { url, capabilities } = target;
  const totals = { passed: 2, failed: 1, skipped: 2 };
  expect(JSON.parse(report)).toEqual({ url, capabilities, totals, results });
});
