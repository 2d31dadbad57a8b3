#!/usr/bin/env node
import cluster from 'node:cluster';
import { keepCompiled } from '@portal/serving/keep-compiled';

keepCompiled();
const { runCommandLine } = await import('@portal/serving/run-command-line');
await runCommandLine({
  name: 'portal-mock',
  load: async () => (await import('./cli/program.ts')).createProgram(),
  onRefused: () => cluster.worker?.disconnect(),
});
