import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listTree } from '../src/processes/process-tree.ts';
import { createFolder } from './create-folder.ts';
import { startBench } from './run-bench.ts';

test.each([
  [['nothing'], 'error: there is no case nothing; see: --help\n'],
  [['profile', 'nothing'], 'error: there is no case nothing; see: --help\n'],
  [['--only', 'nobody'], 'error: there is no implementation nobody here; see: --help\n'],
  [
    ['--rounds', '0'],
    "error: option '--rounds <number>' argument '0' is invalid. a whole number above 0\n",
  ],
  [
    ['--users', 'many'],
    "error: option '--users <number>' argument 'many' is invalid. a whole number above 0\n",
  ],
])('%j is refused in one line before anything is started', async (args, line) => {
  await using folder = await createFolder();
  const { code, stdout, stderr } = await startBench(folder.path, args).ended;
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: line });
  expect(existsSync(join(folder.path, '.cache'))).toBe(false);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends all that was started, and removes its files',
  {
    timeout: 120_000,
  },
  async (signal) => {
    await using folder = await createFolder();
    const args = ['profile', '--users', '200', '--rounds', '100000', '--only', 'portal', 'floor'];
    const { child, notes, ended } = startBench(folder.path, args);
    await expect.poll(notes, { timeout: 60_000 }).toContain('profile: portal, floor');
    const [bench = 0, ...started] = listTree(child.pid ?? 0);
    expect(started.length).toBe(3);
    process.kill(bench, signal);
    expect(await ended).toMatchObject({ code: 130, stdout: '' });
    await expect.poll(() => started.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    const kept = readdirSync(join(folder.path, '.cache/portal-bench'));
    expect(kept).toEqual([expect.stringMatching(/^users-200-seed-1-\w+\.db$/)]);
  },
);
