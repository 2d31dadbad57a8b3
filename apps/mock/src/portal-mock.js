#!/usr/bin/env node
import { keepCompiled } from '@portal/serving/keep-compiled';

keepCompiled();
const { runCommandLine } = await import('@portal/serving/run-command-line');
await runCommandLine({
  name: 'portal-mock',
  load: async () => (await import('./cli/program.ts')).createProgram(),
});
