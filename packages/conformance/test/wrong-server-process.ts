import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';

// Runs tests that must fail, apart from those that must pass; their report goes to the file given.
await startVitest('test', [], {
  root: fileURLToPath(new URL('..', import.meta.url)),
  config: false,
  include: ['test/wrong-server.ts'],
  reporters: [['json', { outputFile: process.argv[2] }]],
  watch: false,
});
