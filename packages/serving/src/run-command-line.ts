import { OperatorError } from './operator-error.ts';
import { toRefusalLine } from './refusal-line.ts';

/** How a command line is named, and how it is loaded. */
export interface CommandLine {
  readonly name: string;
  readonly load: () => Promise<{ parseAsync(): Promise<unknown> }>;
}

/** Runs a command line; an OperatorError is told in one line on standard error, and the process ends with 1. */
export async function runCommandLine({ name, load }: CommandLine): Promise<void> {
  reportLostOutput(name);
  const program = await load();
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    process.stderr.write(toRefusalLine(name, error.message));
    process.exitCode = 1;
  }
}

/** A reader that went away, as in `| head`, is no failure; output that cannot be written is one, in one line. */
function reportLostOutput(name: string): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(toRefusalLine(name, `cannot write the output: ${error.message}`));
    process.exitCode = 1;
  });
  process.stderr.on('error', () => undefined);
}
