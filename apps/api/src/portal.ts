#!/usr/bin/env node
import { runCommandLine } from '@portal/serving/run-command-line';

await runCommandLine({
  name: 'portal',
  load: async () => (await import('./cli/program.ts')).createProgram(),
});
