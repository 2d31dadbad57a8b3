import { readdirSync, readFileSync } from 'node:fs';

/** Bytes of memory that a process holds now, as Linux has it. */
export function readMemory(pid: number): number {
  const [, kilobytes] =
    /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

/** Files and sockets that a process holds open. */
export function countOpenFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** In whole megabytes of 2^20 bytes. */
export function toMegabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
