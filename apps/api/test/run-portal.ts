import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const PORTAL = fileURLToPath(new URL('../src/portal.ts', import.meta.url));
const COMMAND_LINES = fileURLToPath(new URL('./command-lines-process.ts', import.meta.url));
/** A process that never ends is ended before the test times out. */
const LONGEST_LIFE_MS = 55_000;

/** A test that timed out never comes to its own end: what it left running is ended after its file. */
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

export interface RunOptions {
  /** The whole environment: nothing of the one around the tests is passed on. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** How a process ended, with all that it wrote. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the `portal` command line as a process of its own, to its end. */
export function runPortal(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return spawnScript(PORTAL, args, options).ended;
}

/** A process that runs one command line after the other, and so pays for start-up once. */
export interface CommandLines extends AsyncDisposable {
  run(args: readonly string[]): Promise<Ended>;
}

export function startCommandLines(options: RunOptions = {}): CommandLines {
  const started = spawnScript(COMMAND_LINES, [], options);
  const { child, ended } = started;
  let count = 0;
  return {
    async run(args) {
      count += 1;
      child.stdin.write(`${JSON.stringify(args)}\n`);
      const lines = await Promise.race([readLines(started, count), refuseEarlyEnd(started)]);
      return JSON.parse(lines[count - 1] ?? '');
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await ended;
    },
  };
}

/** A server in a process of its own; killed at the end of the test when it still runs. */
export interface PortalProcess extends AsyncDisposable {
  readonly url: string;
  /** What it printed when it was ready. */
  readonly printed: string;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Runs `portal serve` on a free port with these arguments; rejects when it ends before it is ready. */
export async function startPortalProcess(
  args: readonly string[],
  options: RunOptions = {},
): Promise<PortalProcess> {
  const started = spawnScript(PORTAL, ['serve', '--port', '0', ...args], options);
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    started.child.kill(signal);
    return started.ended;
  };
  const printed = await Promise.race([readAnswer(started), refuseEarlyEnd(started)]);
  const [url] = /http:\/\/[\d.]+:\d+/.exec(printed) ?? [];
  if (url === undefined) throw new Error(`no URL in what the server printed: ${printed}`);
  return { url, printed, stop, [Symbol.asyncDispose]: async () => void (await stop('SIGKILL')) };
}

export interface ScriptProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it wrote so far. */
  readonly written: { readonly stdout: string; readonly stderr: string };
  readonly ended: Promise<Ended>;
}

/** Runs a TypeScript file in a process of its own, with the Node that runs the tests. */
export function spawnScript(
  script: string,
  args: readonly string[],
  { env = {}, cwd = tmpdir() }: RunOptions = {},
): ScriptProcess {
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    // Start-up is most of what a short process costs; the cache halves it.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'), ...env },
    timeout: LONGEST_LIFE_MS,
    killSignal: 'SIGKILL',
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
    });
  }
  running.add(child);
  const ended = once(child, 'close').then(([code, signal]) => {
    running.delete(child);
    return { code, signal, ...written };
  });
  return { child, written, ended };
}

/** Waits until a process has written that many lines, and answers all it wrote. */
export async function readLines(
  { child, written }: ScriptProcess,
  count: number,
): Promise<readonly string[]> {
  const split = () => written.stdout.split('\n').slice(0, -1);
  while (split().length < count) await once(child.stdout, 'data');
  return split();
}

/** The first thing a server writes is its whole answer, which ends with a line break. */
async function readAnswer({ child, written }: ScriptProcess): Promise<string> {
  while (!written.stdout.endsWith('\n')) await once(child.stdout, 'data');
  return written.stdout;
}

async function refuseEarlyEnd({ ended }: ScriptProcess): Promise<never> {
  const { code, stderr } = await ended;
  throw new Error(`the server ended with ${code} before it was ready: ${stderr}`);
}
