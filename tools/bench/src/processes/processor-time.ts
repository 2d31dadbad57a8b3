import { listTree, readEach } from './process-tree.ts';

/** Milliseconds that a process, all its threads and all it started have spent on a processor, in user and system together. */
export function readProcessorTime(pid: number): number {
  const threads = listTree(pid).flatMap((member) => readEach(member, 'schedstat'));
  return threads.reduce((sum, text) => sum + parseSchedstat(text), 0);
}

/** The first of three numbers: nanoseconds on a processor (Linux, Documentation/scheduler/sched-stats.rst). */
export function parseSchedstat(text: string): number {
  const nanoseconds = /^(\d+) \d+ \d+\s*$/.exec(text)?.[1];
  if (nanoseconds === undefined) throw new Error(`this is no schedstat: ${text}`);
  return Number(nanoseconds) / 1e6;
}
