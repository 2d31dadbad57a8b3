#!/usr/bin/env node
import { keepCompiled } from './cli/keep-compiled.ts';
import { toRefusalLine } from './cli/refusal-line.ts';
import { OperatorError } from './operator-error.ts';

keepCompiled();
const { createProgram } = await import('./cli/program.ts');

try {
  await createProgram().parseAsync();
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(toRefusalLine(error.message));
  process.exitCode = 1;
}
