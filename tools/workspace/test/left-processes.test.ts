import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { spawnScript } from '../src/processes/spawn-program.ts';

const SCRIPT = fileURLToPath(new URL('./leaving-process.ts', import.meta.url));

test('what a file of tests left running ends with it, also where others went before in its worker', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'portal-tooling-'));
  const LEFT = join(folder.path, 'left');
  const { code, stderr } = await spawnScript(SCRIPT, [], { env: { LEFT } }).ended;
  expect([code, stderr]).toEqual([0, '']);
  const left = (await readFile(LEFT, 'utf8')).trim().split('\n').map(Number);
  expect(left).toHaveLength(2);
  expect(left.filter(isRunning)).toEqual([]);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
