import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PORTAL_MOCK = fileURLToPath(new URL('../src/portal-mock.ts', import.meta.url));
const COMPILED = join(tmpdir(), 'node-compile-cache');
/** A process that a test forgot ends by itself. */
const LONGEST_LIFE_MS = 120_000;

/** How a process ended, with all that it wrote. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Another copy of the command. */
  readonly script?: string;
  /** The whole environment; by default only where compiled code is kept, which is not the home folder. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs `portal-mock` as a process of its own, to its end. */
export function runMock(args: readonly string[], options?: RunOptions): Promise<Ended> {
  return spawnMock(args, options).ended;
}

/** A mock in a process of its own; killed at the end of the test when it still runs. */
export interface MockProcess extends AsyncDisposable {
  readonly url: string;
  /** What it has written so far. */
  readonly written: { readonly stdout: string; readonly stderr: string };
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Runs `portal-mock` on a free port; rejects when it ends before it is ready. */
export async function startMockProcess(
  args: readonly string[],
  options?: RunOptions,
): Promise<MockProcess> {
  const { child, written, ended } = spawnMock(['--port', '0', ...args], options);
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  const isReady = () => written.stdout.endsWith('\n\n');
  while (!isReady() && child.exitCode === null) {
    await Promise.race([once(child.stdout, 'data'), ended]);
  }
  const [url] = /http:\/\/[\d.]+:\d+/.exec(written.stdout) ?? [];
  if (url === undefined) throw new Error(`the mock did not start: ${(await ended).stderr}`);
  return { url, written, stop, [Symbol.asyncDispose]: async () => void (await stop('SIGKILL')) };
}

interface Spawned {
  readonly child: ChildProcessWithoutNullStreams;
  readonly written: { stdout: string; stderr: string };
  readonly ended: Promise<Ended>;
}

function spawnMock(
  args: readonly string[],
  { script = PORTAL_MOCK, env = { NODE_COMPILE_CACHE: COMPILED }, cwd }: RunOptions = {},
): Spawned {
  const child = spawn(process.execPath, [script, ...args], {
    env,
    cwd,
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
