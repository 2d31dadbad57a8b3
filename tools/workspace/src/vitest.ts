import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The test runner's settings that every package shares; results also go to a file that is counted in the end. */
export default defineConfig({
  test: {
    include: ['{src,test}/**/*.test.ts'],
    setupFiles: ['fail-on-console.ts', 'processes/end-processes.ts'].map((file) =>
      fileURLToPath(new URL(file, import.meta.url)),
    ),
    // No file leaves anything behind for another, so workers are shared: a third of the time on small packages.
    isolate: false,
    // Shared machines stall; a test that hangs is still ended.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: '.vitest/results.json' },
  },
});
