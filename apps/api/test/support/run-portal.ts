import { fileURLToPath } from 'node:url';
import { readLines } from '@portal/workspace/read-output';
import { type ServerProcess, waitForServer } from '@portal/workspace/server-process';
import {
  type Ended,
  type Spawned,
  type SpawnOptions,
  spawnScript,
} from '@portal/workspace/spawn-program';

const PORTAL = fileURLToPath(new URL('../../src/portal.js', import.meta.url));
const COMMAND_LINES = fileURLToPath(new URL('./command-lines-process.ts', import.meta.url));

/** Runs the `portal` command line as a process of its own, to its end. */
export function runPortal(args: readonly string[], options?: SpawnOptions): Promise<Ended> {
  return spawnPortal(args, options).ended;
}

/** Starts the `portal` command line as a process of its own. */
export function spawnPortal(args: readonly string[], options?: SpawnOptions): Spawned {
  return spawnScript(PORTAL, args, options);
}

/** A process that runs one command line after the other, and so pays for start-up once. */
export interface CommandLines extends AsyncDisposable {
  run(args: readonly string[]): Promise<Ended>;
}

export function startCommandLines(options?: SpawnOptions): CommandLines {
  const started = spawnScript(COMMAND_LINES, [], options);
  let count = 0;
  return {
    async run(args) {
      count += 1;
      started.child.stdin.write(`${JSON.stringify(args)}\n`);
      const lines = await readLines(started, count);
      return JSON.parse(lines[count - 1] ?? '');
    },
    async [Symbol.asyncDispose]() {
      started.child.stdin.end();
      await started.ended;
    },
  };
}

/** Runs `portal serve` on a free port with these arguments; rejects when it ends before it is ready. */
export function startPortalProcess(
  args: readonly string[],
  options?: SpawnOptions,
): Promise<ServerProcess> {
  // The first thing it writes is its whole answer, which ends with a line break.
  return waitForServer(spawnScript(PORTAL, ['serve', '--port', '0', ...args], options));
}
