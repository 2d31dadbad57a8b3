import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface BenchProcess {
  readonly child: ChildProcess;
  /** What it has written for whoever watches, so far. */
  readonly notes: () => string;
  readonly ended: Promise<BenchEnd>;
}

export interface BenchEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const BENCH = join(import.meta.dirname, '../src/bench.ts');

/** Runs the command as its users do, with a home of its own, so that it finds nothing kept. */
export function startBench(home: string, args: readonly string[], program = BENCH): BenchProcess {
  const child = spawn(process.execPath, [program, ...args], {
    env: { HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
    });
  }
  const ended = once(child, 'close').then(([code]) => ({ code, ...written }) as BenchEnd);
  return { child, notes: () => written.stderr, ended };
}
