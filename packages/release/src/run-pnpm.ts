import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** By the name that the README gives it: what npx has fetched once, it has. */
const PNPM = 'pnpm@12';
/** Longer than any step takes on a slow machine; a registry that hangs is not waited for. */
const LONGEST_MS = 120_000;

/** What pnpm printed; rejects with its complaint. */
export function runPnpm(args: readonly string[], cwd: string): Promise<string> {
  return runBesidePnpm(['pnpm', ...args], cwd);
}

/** What a command printed that itself looks for pnpm. */
export async function runBesidePnpm(command: readonly string[], cwd: string): Promise<string> {
  const args = ['--yes', '--package', PNPM, '--', ...command];
  const ended = promisify(execFile)('npx', args, { cwd, timeout: LONGEST_MS });
  const { stdout } = await ended.catch((error) => {
    // The compiler complains on standard output, which the error does not show.
    throw new Error(`${command.join(' ')} failed\n${error.stdout}${error.stderr}`);
  });
  return stdout;
}
