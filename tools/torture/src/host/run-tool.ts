import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const LONGEST_MS = 60_000;

/** Runs a program of the machine to its end, and answers what it wrote; rejects when it fails or is missing. */
export async function runTool(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { timeout: LONGEST_MS });
  return stdout;
}

/** Why a program cannot be run, or undefined when it can. */
export async function findObstacle(
  program: string,
  ...args: readonly string[]
): Promise<string | undefined> {
  return runTool(program, ...args).then(
    () => undefined,
    (error: Error) => error.message.trim().split('\n').at(-1),
  );
}
