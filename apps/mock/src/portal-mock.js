#!/usr/bin/env node
import '@portal/serving/require-node';

const { prepareProcess } = await import('@portal/serving/prepare-process');
prepareProcess();
const { runCommandLine } = await import('@portal/serving/run-command-line');
await runCommandLine({
  name: 'portal-mock',
  load: async () => (await import('./cli/program.ts')).createProgram(),
});
