import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { listTree } from './process-tree.ts';
import { parseSchedstat, readProcessorTime } from './processor-time.ts';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

test('the first number of a schedstat is nanoseconds on a processor', () => {
  expect(parseSchedstat('63835938 53270387 199\n')).toBe(63.835938);
});

test.each(['', '1 2', 'a b c', '-1 2 3', '1 2 3 4'])('%j is no schedstat', (text) => {
  expect(() => parseSchedstat(text)).toThrow('no schedstat');
});

test('a process that works spends time, one that waits spends none', async () => {
  const working = await startNode('console.log(1); for (;;);');
  const waiting = await startNode('console.log(1); setInterval(() => {}, 1e6);');
  const before = [working, waiting].map(readProcessorTime);
  await expect.poll(() => readProcessorTime(working) - (before[0] ?? 0)).toBeGreaterThan(100);
  expect(readProcessorTime(waiting) - (before[1] ?? 0)).toBeLessThan(100);
});

test('other threads count', async () => {
  const pid = await startNode(
    "new (require('node:worker_threads').Worker)('for (;;);', { eval: true }); console.log(1);",
  );
  const before = readProcessorTime(pid);
  await expect.poll(() => readProcessorTime(pid) - before).toBeGreaterThan(300);
});

test('what a process starts counts', async () => {
  const pid = await startNode(
    "require('node:child_process').spawn(process.execPath, ['-e', 'for (;;);']); console.log(1);",
  );
  await expect.poll(() => listTree(pid).length).toBe(2);
  started.push(...listTree(pid).slice(1).map(toKillable));
  const before = readProcessorTime(pid);
  await expect.poll(() => readProcessorTime(pid) - before).toBeGreaterThan(300);
});

test('a process that has ended spends nothing', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'close');
  expect(readProcessorTime(child.pid ?? 0)).toBe(0);
});

async function startNode(program: string): Promise<number> {
  const child = spawn(process.execPath, ['-e', program]);
  started.push(child);
  await once(child.stdout, 'data');
  return child.pid ?? 0;
}

function toKillable(pid: number): ChildProcess {
  return { kill: () => process.kill(pid, 'SIGKILL') } as unknown as ChildProcess;
}
