import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Start-up is most of what a short process costs, and code that is kept compiled halves it. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));
/** A process that never ends is ended before the test times out. */
const LONGEST_LIFE_MS = 55_000;

const running = new Set<Spawned>();

export interface SpawnOptions {
  /** The whole environment but for where compiled code is kept: nothing of the one around the tests is passed on. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly longestLifeMs?: number;
}

/** How a process ended, with all that it wrote. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Spawned {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it wrote so far. */
  readonly written: { readonly stdout: string; readonly stderr: string };
  readonly ended: Promise<Ended>;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Runs a JavaScript or TypeScript file in a process of its own, with the Node that runs the tests. */
export function spawnScript(
  script: string,
  args: readonly string[],
  options?: SpawnOptions,
): Spawned {
  return spawnProgram(process.execPath, [script, ...args], options);
}

/** Runs a program in a process of its own, and keeps what it writes. */
export function spawnProgram(
  program: string,
  args: readonly string[],
  { env, cwd = tmpdir(), longestLifeMs = LONGEST_LIFE_MS }: SpawnOptions = {},
): Spawned {
  const child = spawn(program, args, {
    cwd,
    env: { NODE_COMPILE_CACHE: COMPILED, ...env },
    timeout: longestLifeMs,
    killSignal: 'SIGKILL',
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => {
    running.delete(spawned);
    return { code, signal, ...written };
  });
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  const spawned = { child, written, ended, stop };
  running.add(spawned);
  return spawned;
}

/** Ends every process that still runs. */
export function endProcesses(): void {
  for (const { child } of running) child.kill('SIGKILL');
}
