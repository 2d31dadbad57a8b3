import { once } from 'node:events';
import type { Spawned } from './spawn-program.ts';

/** Waits until what a process printed is enough, and answers it; rejects when it ends before. */
export function readUntil(
  spawned: Spawned,
  isEnough: (printed: string) => boolean,
): Promise<string> {
  return Promise.race([collect(spawned, isEnough), refuseEarlyEnd(spawned)]);
}

/** Waits until a process has printed that many lines, and answers all it printed; rejects when it ends before. */
export async function readLines(spawned: Spawned, count: number): Promise<readonly string[]> {
  const split = (printed: string) => printed.split('\n').slice(0, -1);
  return split(await readUntil(spawned, (printed) => split(printed).length >= count));
}

async function collect(
  { child, written }: Spawned,
  isEnough: (printed: string) => boolean,
): Promise<string> {
  while (!isEnough(written.stdout)) await once(child.stdout, 'data');
  return written.stdout;
}

async function refuseEarlyEnd({ child, ended }: Spawned): Promise<never> {
  const { code, signal, stderr } = await ended;
  const command = child.spawnargs.join(' ');
  throw new Error(`${command} ended with ${code ?? signal} before it was ready: ${stderr}`);
}
