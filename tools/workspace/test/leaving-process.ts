import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';
import base from '../src/vitest.ts';

// Runs two files of tests in one worker, with the settings that every package has.
await startVitest('test', [], {
  ...base.test,
  root: fileURLToPath(new URL('.', import.meta.url)),
  config: false,
  include: ['leaving/{first,second}.ts'],
  fileParallelism: false,
  reporters: [],
  watch: false,
});
