import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { BenchRun } from '../src/cli/bench-run.ts';
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
  [['--peer-checkout', '/nowhere'], 'error: /nowhere is no checkout of Portal\n'],
])('%j is refused in one line before anything is started', async (args, line) => {
  await using folder = await createFolder();
  const { code, stdout, stderr } = await startBench(folder.path, args).ended;
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: line });
  expect(existsSync(join(folder.path, '.cache'))).toBe(false);
});

test('another checkout is measured beside this one, on a database that it makes itself', {
  timeout: 120_000,
}, async () => {
  await using folder = await createFolder();
  const json = join(folder.path, 'figures.json');
  const root = join(import.meta.dirname, '../../..');
  const args = ['--quick', '--users', '200', '--peer-checkout', root, '--json', json];
  const only = ['--only', 'portal', 'checkout'];
  const { code, stderr } = await startBench(folder.path, ['profile', ...args, ...only]).ended;
  expect(code, stderr).toBe(0);
  const { results } = JSON.parse(readFileSync(json, 'utf8')) as BenchRun;
  expect(results[0]?.rows.map(({ name }) => name)).toEqual(['portal', 'checkout']);
  const kept = readdirSync(join(folder.path, '.cache/portal-bench')).sort();
  expect(kept).toEqual([
    expect.stringMatching(/^checkout-users-200-/),
    expect.stringMatching(/^users-200-/),
  ]);
});

test('a signal ends every process that was started, and the run removes its files', {
  timeout: 120_000,
}, async () => {
  await using folder = await createFolder();
  const args = ['profile', '--users', '200', '--rounds', '100000', '--only', 'portal', 'baseline'];
  const { child, notes, ended } = startBench(folder.path, args);
  await expect.poll(notes, { timeout: 60_000 }).toContain('profile: portal, baseline');
  const [bench = 0, ...started] = listTree(child.pid ?? 0);
  expect(started.length).toBe(3);
  process.kill(bench, 'SIGTERM');
  expect(await ended).toMatchObject({ code: 130, stdout: '' });
  await expect.poll(() => started.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
  const kept = readdirSync(join(folder.path, '.cache/portal-bench'));
  expect(kept).toEqual([expect.stringMatching(/^users-200-seed-1-\w+\.db$/)]);
});
