import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Reporter, TestCase, TestModule, TestSpecification, Vitest } from 'vitest/node';
import type { Totals } from './totals.ts';

/** Where the totals of a package's last run are, from the package's folder. */
export const TOTALS_FILE = '.vitest/totals.json';

/** Writes the totals of a run to a file; a run that is cut off leaves none. */
export class TotalsReporter implements Reporter {
  #file = TOTALS_FILE;
  #expected: readonly TestSpecification[] = [];
  readonly #skippedInSource = new Set<string>();

  async onInit(vitest: Vitest): Promise<void> {
    this.#file = join(vitest.config.root, TOTALS_FILE);
    await rm(this.#file, { force: true });
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.#expected = specifications;
  }

  /** Afterwards, a test that a failed hook kept from running is marked as skipped too. */
  onTestModuleCollected(module: TestModule): void {
    for (const test of module.children.allTests()) {
      if (['skip', 'todo'].includes(test.options.mode)) this.#skippedInSource.add(test.id);
    }
  }

  async onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): Promise<void> {
    const totals = { passed: 0, failed: unhandled.length, skipped: 0, reasons: {} };
    const seen = new Set(modules.map(({ moduleId }) => moduleId));
    totals.failed += this.#expected.filter(({ moduleId }) => !seen.has(moduleId)).length;
    for (const module of modules) this.#count(module, totals);
    await mkdir(dirname(this.#file), { recursive: true });
    await writeFile(this.#file, JSON.stringify(totals satisfies Totals));
  }

  #count(module: TestModule, totals: CountedTotals): void {
    const before = totals.failed;
    for (const test of module.children.allTests()) {
      const outcome = this.#toOutcome(test);
      totals[outcome] += 1;
      if (outcome !== 'skipped') continue;
      const reason = getNote(test) ?? `${module.relativeModuleId} skips "${test.name}"`;
      totals.reasons[reason] = (totals.reasons[reason] ?? 0) + 1;
    }
    // The file itself failed, or a hook after its last test.
    if (totals.failed === before && !module.ok()) totals.failed += 1;
  }

  #toOutcome(test: TestCase): 'passed' | 'failed' | 'skipped' {
    const { state } = test.result();
    if (state === 'pending') return 'failed';
    if (state !== 'skipped') return state;
    const isMeant = this.#skippedInSource.has(test.id) || getNote(test) !== undefined;
    return isMeant || !isKeptFromRunning(test) ? 'skipped' : 'failed';
  }
}

interface CountedTotals {
  passed: number;
  failed: number;
  skipped: number;
  readonly reasons: Record<string, number>;
}

function getNote(test: TestCase): string | undefined {
  const result = test.result();
  return result.state === 'skipped' ? result.note : undefined;
}

function isKeptFromRunning(test: TestCase): boolean {
  for (let around: TestCase['parent'] | undefined = test.parent; around !== undefined; ) {
    if (around.errors().length > 0) return true;
    around = around.type === 'suite' ? around.parent : undefined;
  }
  return false;
}
