import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addTotals, NO_TOTALS, type Totals } from './totals.ts';
import { TOTALS_FILE } from './totals-reporter.ts';

/** Adds up the totals of all packages of a workspace; one that has tests and left none counts as one failure. */
export function readTotals(root: string): Totals {
  return globSync('{packages,apps,tools,examples}/*/package.json', { cwd: root })
    .map((manifest) => join(root, dirname(manifest)))
    .filter(hasTests)
    .map(readPackageTotals)
    .reduce(addTotals, NO_TOTALS);
}

function hasTests(folder: string): boolean {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return scripts?.test !== undefined;
}

function readPackageTotals(folder: string): Totals {
  try {
    return JSON.parse(readFileSync(join(folder, TOTALS_FILE), 'utf8'));
  } catch {
    return { ...NO_TOTALS, failed: 1 };
  }
}
