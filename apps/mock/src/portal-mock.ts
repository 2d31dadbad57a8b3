#!/usr/bin/env node
import cluster from 'node:cluster';
import { enableCompileCache } from 'node:module';
import { toRefusalLine } from './cli/refusal-line.ts';
import { OperatorError } from './operator-error.ts';

// Stripping and compiling is most of a start: the second one finds it done.
enableCompileCache();
const { createProgram } = await import('./cli/program.ts');

try {
  await createProgram().parseAsync();
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(toRefusalLine(error.message));
  process.exitCode = 1;
  cluster.worker?.disconnect();
}
