#!/usr/bin/env node
import { toErrorLine } from './cli/error-line.ts';
import { createProgram } from './cli/program.ts';
import { UnreachableTarget } from './cli/url-target.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  if (!(error instanceof UnreachableTarget)) throw error;
  process.stderr.write(toErrorLine(error.message));
  process.exitCode = 1;
}
