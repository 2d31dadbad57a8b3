import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Implementation } from '../implementation.ts';

/** A server that somebody forgot ends by itself. */
const LONGEST_LIFE_MS = 3 * 3_600_000;
const PATIENCE_MS = 10_000;

export interface ServerOptions {
  /** The file that it is given, which is its own. */
  readonly database: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** A server in a process of its own, ended when it is disposed of. */
export interface Server extends AsyncDisposable {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  /** Sends SIGTERM, and what cannot be refused when that is not enough; tells the code that it ended with. */
  stop(): Promise<number | null>;
}

/** Starts an implementation; rejects with what it wrote when it ends before it listens. */
export async function startServer(
  implementation: Implementation,
  options: ServerOptions,
): Promise<Server> {
  const { name } = implementation;
  const log = `${options.database}.log`;
  const child = launch(implementation, options, log);
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
    // An aborted start is told by its end.
    child.once('error', () => {});
  });
  const refuse = async () => {
    const code = await ended;
    throw new Error(`${name} ended with ${code} before it listened: ${readFileSync(log, 'utf8')}`);
  };
  const url = await Promise.race([readUrl(child), refuse()]);
  const stop = async () => {
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    const code = await ended;
    clearTimeout(impatience);
    return code;
  };
  const pid = child.pid ?? 0;
  return { name, url, pid, stop, [Symbol.asyncDispose]: async () => void (await stop()) };
}

/** The log goes to a file, as a service's does. */
function launch(
  { program, env }: Implementation,
  options: ServerOptions,
  log: string,
): ChildProcess {
  const errors = openSync(log, 'a');
  try {
    return spawn(process.execPath, program, {
      env: {
        HOME: homedir(),
        NODE_ENV: 'production',
        PORTAL_DB: options.database,
        PORT: '0',
        ...env,
        ...options.env,
      },
      stdio: ['ignore', 'pipe', errors],
      timeout: LONGEST_LIFE_MS,
      signal: options.signal,
      killSignal: 'SIGKILL',
    });
  } finally {
    closeSync(errors);
  }
}

/** The first whole URL of standard output, which goes on to be read so that nobody waits to write there. */
async function readUrl({ stdout }: ChildProcess): Promise<string> {
  let written = '';
  stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    if (written.length < 10_000) written += chunk;
  });
  for (;;) {
    const [url] = /http:\/\/(?:localhost|[\d.]+):\d+(?=\D)/.exec(written) ?? [];
    if (url !== undefined) return url;
    if (stdout) await once(stdout, 'data');
  }
}
