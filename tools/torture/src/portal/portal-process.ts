import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(import.meta.resolve('@portal/api/package.json'));
/** The command as its users run it: only through it and its sockets is Portal touched. */
export const PORTAL = join(dirname(PACKAGE), 'src/portal.js');
const OUTPUTS = ['stdout', 'stderr'] as const;
/** A server that a scenario forgot ends by itself. */
const LONGEST_LIFE_MS = 30 * 60_000;

export interface LaunchOptions {
  readonly file: string;
  /** More arguments of `portal serve`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What runs Node, such as strace with its options; nothing by default. */
  readonly wrapper?: readonly string[];
  /** Options of Node. */
  readonly nodeOptions?: readonly string[];
  /** Where the log goes: a file descriptor, or a pipe that nobody reads. By default it is read. */
  readonly stderr?: number | 'unread';
}

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server in a process of its own; killed at the end when it still runs. */
export interface PortalProcess extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Milliseconds from the start of the process until it listened. */
  readonly startedIn: number;
  /** The log so far. */
  readonly log: () => string;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
  readonly ended: Promise<Ended>;
}

/** Starts `portal serve` on a free port; rejects with what it wrote when it ends before it listens. */
export async function startPortal(options: LaunchOptions): Promise<PortalProcess> {
  const start = performance.now();
  const { file, args = [] } = options;
  const { child, written, ended } = launch(
    ['serve', '--port', '0', '--db', file, ...args],
    options,
  );
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  const url = await Promise.race([readUrl(child, written), ended.then(refuse)]);
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid ?? 0,
    startedIn: performance.now() - start,
    log: () => written.stderr,
    stop,
    ended,
    [Symbol.asyncDispose]: async () => void (await stop('SIGKILL')),
  };
}

/** Runs one command line of `portal` to its end. */
export async function runPortal(args: readonly string[], options: LaunchOptions): Promise<Ended> {
  const env = { ...options.env, PORTAL_DB: options.file };
  return launch(args, { ...options, env }).ended;
}

interface Launched {
  readonly child: ChildProcess;
  readonly written: { stdout: string; stderr: string };
  readonly ended: Promise<Ended>;
}

function launch(args: readonly string[], options: LaunchOptions): Launched {
  const { wrapper = [], nodeOptions = [], env = {}, stderr } = options;
  const [command = process.execPath, ...rest] = [...wrapper, process.execPath];
  const child = spawn(command, [...rest, ...nodeOptions, PORTAL, ...args], {
    // What Node compiles is kept there, as for whoever starts it.
    env: {
      HOME: homedir(),
      RATE_LIMIT_USER: '0',
      RATE_LIMIT_LOGIN: '0',
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', typeof stderr === 'number' ? stderr : 'pipe'],
    timeout: LONGEST_LIFE_MS,
    killSignal: 'SIGKILL',
  });
  const written = { stdout: '', stderr: '' };
  for (const name of stderr === undefined ? OUTPUTS : OUTPUTS.slice(0, 1)) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => {
    return { code, signal, ...written } as Ended;
  });
  return { child, written, ended };
}

async function readUrl(child: ChildProcess, written: { readonly stdout: string }): Promise<string> {
  for (;;) {
    const [url] = /http:\/\/[\d.]+:\d+/.exec(written.stdout) ?? [];
    if (url !== undefined) return url;
    await once(child.stdout as NodeJS.ReadableStream, 'data');
  }
}

function refuse({ code, signal, stderr }: Ended): never {
  throw new Error(`the server ended with ${code ?? signal} before it listened: ${stderr}`);
}
