import { arch, availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';

/** On one line what the figures were measured on, and how busy it was when they began to be. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const system = `${type()} ${release()} ${arch()}`;
  const load = loadavg()[0]?.toFixed(1);
  return `${availableParallelism()} x ${model}, ${gigabytes} GB, ${system}, Node ${process.version}, load ${load} at the start`;
}
