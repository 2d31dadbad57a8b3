#!/usr/bin/env node
import { createProgram } from './cli/program.ts';
import { toRefusalLine } from './cli/refusal-line.ts';
import { UnaskableTarget } from './cli/url-target.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  if (!(error instanceof UnaskableTarget)) throw error;
  process.stderr.write(toRefusalLine(error.message));
  process.exitCode = 1;
}
