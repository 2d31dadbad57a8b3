import { readFile } from 'node:fs/promises';
import { findMissing } from '@portal/workspace/optional-tools';
import { findObstacle } from './run-tool.ts';

export interface Injection {
  readonly calls: readonly string[];
  /** What strace does to them, as in `error=EIO:when=40..60`. */
  readonly fault: string;
  /** Where the calls are written. */
  readonly trace: string;
}

/** What runs a program so that its system calls fail; the program keeps the process id, and so its signals. */
export function toStrace({ calls, fault, trace }: Injection): readonly string[] {
  const names = calls.join(',');
  return [
    'strace',
    '-D',
    '-f',
    '-o',
    trace,
    '-e',
    `trace=${names}`,
    '-e',
    `inject=${names}:${fault}`,
  ];
}

/** That it is missing, or why it may not trace. */
export async function findStraceObstacle(): Promise<string | undefined> {
  return findMissing(['strace']) ?? findObstacle('strace', '-o', '/dev/null', 'true');
}

/** How often the fault struck. */
export async function countInjected(trace: string): Promise<number> {
  return (await readFile(trace, 'utf8')).split('(INJECTED)').length - 1;
}
