import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
/** A process that a test forgot ends by itself. */
const LONGEST_LIFE_MS = 240_000;

/** One of the commands that this package's dependencies bring. */
export interface Command {
  readonly from: string;
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A server in a process of its own, ended with the test. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: string;
  /** What it printed when it was ready. */
  readonly printed: string;
}

/** Starts a command that serves; rejects when it ends before it has printed where. */
export async function startServer(command: Command): Promise<ServerProcess> {
  const { child, written, ended } = spawnCommand(command);
  const findUrl = () => /http:\/\/[\d.]+:\d+(?=.*\n)/.exec(written.stdout)?.[0];
  while (findUrl() === undefined && child.exitCode === null) {
    await Promise.race([once(child.stdout, 'data'), ended]);
  }
  const url = findUrl();
  if (url === undefined) throw new Error(`${command.name} did not start: ${(await ended).stderr}`);
  return {
    url,
    printed: written.stdout,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs a command to its end, and answers what it printed; rejects when it fails. */
export async function runCommand(command: Command): Promise<string> {
  const { code, stdout, stderr } = await spawnCommand(command).ended;
  if (code !== 0) throw new Error(`${command.name} ended with ${code}: ${stderr}`);
  return stdout.trim();
}

function spawnCommand({ from, name, args, env }: Command) {
  const child = spawn(process.execPath, [findScript(from, name), ...args], {
    cwd: ROOT,
    // Start-up is most of what a short process costs; the cache halves it.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'), NO_COLOR: '1', ...env },
    timeout: LONGEST_LIFE_MS,
    killSignal: 'SIGKILL',
  });
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      written[stream] += chunk;
    });
  }
  const ended = once(child, 'close').then(([code]) => ({ code, ...written }));
  return { child, written, ended };
}

function findScript(from: string, name: string): string {
  const manifest = require.resolve(`${from}/package.json`);
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(dirname(manifest), bin[name]);
}
