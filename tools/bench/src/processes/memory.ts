import { readFileSync } from 'node:fs';
import { listTree } from './process-tree.ts';

/** Megabytes of 2^20 bytes that a process and all it started hold in memory now. */
export function readMemory(pid: number): number {
  const sizes = listTree(pid).map((member) =>
    parseResident(readFileSync(`/proc/${member}/status`, 'utf8')),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

export function parseResident(status: string): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error('this status has no VmRSS');
  return Number(kilobytes) / 1024;
}
