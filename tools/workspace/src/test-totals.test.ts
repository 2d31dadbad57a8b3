import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTotals } from './test-totals.ts';

test('adds up passed and failed tests, and counts a file that never started as one failure', () => {
  const root = mkdtempSync(join(tmpdir(), 'totals-'));
  addPackage(root, 'packages/one', { numPassedTests: 3, numFailedTests: 1, testResults: [] });
  addPackage(root, 'apps/two', {
    numPassedTests: 4,
    numFailedTests: 0,
    testResults: [{ status: 'failed', assertionResults: [] }],
  });
  addPackage(root, 'examples/three', { numPassedTests: 2, numFailedTests: 1, testResults: [] });
  expect(readTotals(root)).toEqual({ passed: 9, failed: 3 });
});

test('refuses to count where a package with tests left no results', () => {
  const root = mkdtempSync(join(tmpdir(), 'totals-'));
  addPackage(root, 'packages/silent');
  expect(() => readTotals(root)).toThrow('packages/silent has tests and left no results');
});

function addPackage(root: string, path: string, results?: object): void {
  mkdirSync(join(root, path, '.vitest'), { recursive: true });
  const manifest = { name: path, scripts: { test: 'vitest run' } };
  writeFileSync(join(root, path, 'package.json'), JSON.stringify(manifest));
  if (results === undefined) return;
  writeFileSync(join(root, path, '.vitest/results.json'), JSON.stringify(results));
}
