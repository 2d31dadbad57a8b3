import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Spawned, spawnProgram } from '@portal/workspace/spawn-program';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));
const COMMANDS = fileURLToPath(new URL('../node_modules/.bin', import.meta.url));
/** The Node of the tests, and `portal` and `portal-mock` as the workspace has them, before the machine's own. */
const PATH = [dirname(process.execPath), COMMANDS, process.env['PATH']].join(':');
/** Servers last as long as their file of tests. */
const LONGEST_LIFE_MS = 300_000;

/** Starts a command in the folder of the examples; nothing of the environment is passed on but PATH. */
export function spawnCommand(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Spawned {
  const options = { cwd: FOLDER, env: { PATH, ...env }, longestLifeMs: LONGEST_LIFE_MS };
  return spawnProgram(command, args, options);
}
