import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The counts of every package's last test run, as the runner wrote them. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

/** Adds up the results under a workspace; throws when a package has tests and no results. */
export function readTotals(root: string): Totals {
  const totals = { passed: 0, failed: 0 };
  for (const manifest of globSync('{packages,apps,tools,examples}/*/package.json', { cwd: root })) {
    const { name, scripts } = JSON.parse(readFileSync(join(root, manifest), 'utf8'));
    if (scripts?.test === undefined) continue;
    const file = join(root, dirname(manifest), '.vitest/results.json');
    if (!existsSync(file)) throw new Error(`${name} has tests and left no results`);
    const results = JSON.parse(readFileSync(file, 'utf8'));
    totals.passed += results.numPassedTests;
    totals.failed += results.numFailedTests + countBrokenFiles(results);
  }
  return totals;
}

interface Results {
  readonly testResults: readonly { status: string; assertionResults: readonly unknown[] }[];
}

/** A file that fails before its first test has no test to count. */
function countBrokenFiles({ testResults }: Results): number {
  return testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
}
