import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const PNPM_MAJOR = '12';
/** A registry that hangs is not waited for. */
const LONGEST_MS = 300_000;
const runFile = promisify(execFile);

/** Installs a folder that is no part of the workspace by its own lockfile; rejects with what pnpm complains of. */
export async function installFolder(folder: string): Promise<void> {
  const [file, ...args] = [
    ...(await findPnpm()),
    'install',
    '--frozen-lockfile',
    '--prefer-offline',
  ];
  await runFile(file, args, { cwd: folder, timeout: LONGEST_MS }).catch((error) => {
    throw new Error(`${folder} cannot be installed\n${error.stdout}${error.stderr}`);
  });
}

/** Whoever runs a script with pnpm has it at hand; asking npx would ask the registry each time. */
async function findPnpm(): Promise<[file: string, ...args: string[]]> {
  const version = await runFile('pnpm', ['--version']).catch(() => undefined);
  if (version?.stdout.startsWith(`${PNPM_MAJOR}.`)) return ['pnpm'];
  return ['npx', '--yes', `pnpm@${PNPM_MAJOR}`];
}
