#!/usr/bin/env node
import '@portal/serving/require-node';

const { keepCompiled } = await import('@portal/serving/keep-compiled');
keepCompiled();
const { runCommandLine } = await import('@portal/serving/run-command-line');
await runCommandLine({
  name: 'portal-mock',
  load: async () => (await import('./cli/program.ts')).createProgram(),
});
