import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTotals } from './read-totals.ts';
import type { Totals } from './totals.ts';

test('adds up what the packages passed, failed and skipped, and why', () => {
  const root = mkdtempSync(join(tmpdir(), 'totals-'));
  addPackage(root, 'packages/one', { passed: 3, failed: 1, skipped: 2, reasons: { 'no curl': 2 } });
  addPackage(root, 'apps/two', { passed: 4, failed: 0, skipped: 0, reasons: {} });
  addPackage(root, 'tools/three', { passed: 2, failed: 1, skipped: 1, reasons: { 'no curl': 1 } });
  expect(readTotals(root)).toEqual({
    passed: 9,
    failed: 2,
    skipped: 3,
    reasons: { 'no curl': 3 },
  });
});

test('a package with tests that left no totals counts as one failure', () => {
  const root = mkdtempSync(join(tmpdir(), 'totals-'));
  addPackage(root, 'packages/silent');
  addPackage(root, 'packages/one', { passed: 3, failed: 0, skipped: 0, reasons: {} });
  expect(readTotals(root)).toEqual({ passed: 3, failed: 1, skipped: 0, reasons: {} });
});

function addPackage(root: string, path: string, totals?: Totals): void {
  mkdirSync(join(root, path, '.vitest'), { recursive: true });
  const manifest = { name: path, scripts: { test: 'vitest run' } };
  writeFileSync(join(root, path, 'package.json'), JSON.stringify(manifest));
  if (totals === undefined) return;
  writeFileSync(join(root, path, '.vitest/totals.json'), JSON.stringify(totals));
}
