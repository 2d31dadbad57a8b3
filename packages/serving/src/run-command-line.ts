import { findFilesAsNamed } from './find-files-as-named.ts';
import { OperatorError } from './operator-error.ts';
import { toRefusalLine } from './refusal-line.ts';

/** How a command line is named, and how it is loaded once compiled code is kept. */
export interface CommandLine {
  readonly name: string;
  readonly load: () => Promise<{ parseAsync(): Promise<unknown> }>;
}

/** Runs a command line; an OperatorError is told in one line on standard error, and the process ends with 1. */
export async function runCommandLine({ name, load }: CommandLine): Promise<void> {
  findFilesAsNamed();
  const program = await load();
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    process.stderr.write(toRefusalLine(name, error.message));
    process.exitCode = 1;
  }
}
