import { fileURLToPath } from 'node:url';
import { type ServerProcess, waitForServer } from '@portal/workspace/server-process';
import { type Ended, type SpawnOptions, spawnScript } from '@portal/workspace/spawn-program';

export const PORTAL_MOCK = fileURLToPath(new URL('../src/portal-mock.js', import.meta.url));

export interface RunOptions extends SpawnOptions {
  /** Another copy of the command. */
  readonly script?: string;
}

/** Runs `portal-mock` as a process of its own, to its end. */
export function runMock(
  args: readonly string[],
  { script = PORTAL_MOCK, ...options }: RunOptions = {},
): Promise<Ended> {
  return spawnScript(script, args, options).ended;
}

/** Runs `portal-mock` on a free port; rejects when it ends before it is ready. */
export function startMockProcess(
  args: readonly string[],
  { script = PORTAL_MOCK, ...options }: RunOptions = {},
): Promise<ServerProcess> {
  return waitForServer(spawnScript(script, ['--port', '0', ...args], options), '\n\n');
}
