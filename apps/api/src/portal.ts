#!/usr/bin/env node
import { createProgram } from './cli/program.ts';
import { toRefusalLine } from './cli/refusal-line.ts';
import { OperatorError } from './operator-error.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(toRefusalLine(error.message));
  process.exitCode = 1;
}
