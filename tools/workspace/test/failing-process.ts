import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';
import { TotalsReporter } from '../src/totals/totals-reporter.ts';
import base from '../src/vitest.ts';

const [root = '', ...files] = process.argv.slice(2);

// Runs files of tests that fail, with the settings that every package has; the totals go to the folder that is named first.
await startVitest('test', [], {
  ...base.test,
  root,
  dir: fileURLToPath(new URL('failing', import.meta.url)),
  config: false,
  include: files.map((file) => `${file}.ts`),
  reporters: ['default', new TotalsReporter()],
  watch: false,
});
