import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const PNPM_MAJOR = '12';
/** Longer than any step takes on a slow machine; a registry that hangs is not waited for. */
const LONGEST_MS = 120_000;
const runFile = promisify(execFile);

/** What pnpm printed; rejects with its complaint. */
export function runPnpm(args: readonly string[], cwd: string): Promise<string> {
  return runBesidePnpm(['pnpm', ...args], cwd);
}

/** What a command printed that itself looks for pnpm. */
export async function runBesidePnpm(command: readonly string[], cwd: string): Promise<string> {
  const [file = '', ...args] = (await hasPnpm()) ? command : [...bringPnpm(), ...command];
  const { stdout } = await runFile(file, args, { cwd, timeout: LONGEST_MS }).catch((error) => {
    // The compiler complains on standard output, which the error does not show.
    throw new Error(`${command.join(' ')} failed\n${error.stdout}${error.stderr}`);
  });
  return stdout;
}

/** Whoever runs a script with pnpm has it at hand; asking npx would ask the registry each time. */
async function hasPnpm(): Promise<boolean> {
  const version = await runFile('pnpm', ['--version']).catch(() => undefined);
  return version?.stdout.startsWith(`${PNPM_MAJOR}.`) ?? false;
}

function bringPnpm(): readonly string[] {
  return ['npx', '--yes', '--package', `pnpm@${PNPM_MAJOR}`, '--'];
}
