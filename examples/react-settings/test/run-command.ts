import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServerProcess, waitForServer } from '@portal/workspace/server-process';
import { type Spawned, spawnScript } from '@portal/workspace/spawn-program';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
/** Servers last as long as their file of tests. */
const LONGEST_LIFE_MS = 240_000;

/** One of the commands that this package's dependencies bring. */
export interface Command {
  readonly from: string;
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a command that serves; rejects when it ends before it has printed where. */
export function startServer(command: Command): Promise<ServerProcess> {
  return waitForServer(spawnCommand(command));
}

/** Runs a command to its end, and answers what it printed; rejects when it fails. */
export async function runCommand(command: Command): Promise<string> {
  const { code, stdout, stderr } = await spawnCommand(command).ended;
  if (code !== 0) throw new Error(`${command.name} ended with ${code}: ${stderr}`);
  return stdout.trim();
}

function spawnCommand({ from, name, args, env }: Command): Spawned {
  return spawnScript(findScript(from, name), args, {
    cwd: ROOT,
    env: { NO_COLOR: '1', ...env },
    longestLifeMs: LONGEST_LIFE_MS,
  });
}

function findScript(from: string, name: string): string {
  const manifest = require.resolve(`${from}/package.json`);
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(dirname(manifest), bin[name]);
}
