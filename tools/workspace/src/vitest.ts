import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { TotalsReporter } from './totals/totals-reporter.ts';

const SETUP = ['fail-on-console.ts', 'show-suppressed.ts', 'processes/end-processes.ts'];
/** Turbo runs all packages, and says what each printed when it ends; a line a file is for one package alone. */
// biome-ignore lint/style/noProcessEnv: only its environment says what started a run
const isOneOfMany = process.env['TURBO_HASH'] !== undefined;

/** The test runner's settings that every package shares; totals also go to a file that is counted in the end. */
export default defineConfig({
  test: {
    include: ['{src,test}/**/*.test.ts'],
    setupFiles: SETUP.map((file) => fileURLToPath(new URL(file, import.meta.url))),
    // No file leaves anything behind for another, so workers are shared: a third of the time on small packages.
    isolate: false,
    // Shared machines stall; a test that hangs is still ended.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: [isOneOfMany ? 'minimal' : 'default', new TotalsReporter()],
  },
});
