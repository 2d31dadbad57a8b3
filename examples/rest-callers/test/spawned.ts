import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));
const COMMANDS = fileURLToPath(new URL('../node_modules/.bin', import.meta.url));
/** The Node of the tests, and `portal` and `portal-mock` as the workspace has them, before the machine's own. */
const PATH = [dirname(process.execPath), COMMANDS, process.env['PATH']].join(':');
/** Start-up is most of what a short process costs; the cache halves it. */
const NODE_COMPILE_CACHE = join(tmpdir(), 'node-compile-cache');
/** A process that a test forgot is ended all the same. */
const LONGEST_LIFE_MS = 300_000;

/** How a process ended, with all that it wrote. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Spawned {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it wrote so far. */
  readonly written: { readonly stdout: string; readonly stderr: string };
  readonly ended: Promise<Ended>;
}

/** Starts a command in the folder of the examples; nothing of the environment is passed on but PATH. */
export function spawnCommand(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Spawned {
  const child = spawn(command, args, {
    cwd: FOLDER,
    env: { PATH, NODE_COMPILE_CACHE, ...env },
    timeout: LONGEST_LIFE_MS,
    killSignal: 'SIGKILL',
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
    });
  }
  const ended = once(child, 'close').then(([code]) => ({ code, ...written }));
  return { child, written, ended };
}
