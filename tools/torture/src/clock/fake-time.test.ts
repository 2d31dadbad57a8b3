import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnProgram } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';
import { createFakeTime } from './fake-time.ts';

const PRINT = `const now = new Date();
console.log(JSON.stringify([Date.now() - now, Date.parse(Date()) - now, +now, now instanceof Date, +new Date(5)]));`;

test('a process has the clock that it is given, by every way to ask for it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'portal-clock-'));
  const time = createFakeTime(join(folder.path, 'time'));
  time.setBy(-86_400);
  const { env, nodeOptions } = time.launch;
  const { ended } = spawnProgram(process.execPath, [...nodeOptions, '-e', PRINT], { env });
  const [later = 0, parsed = 0, now = 0, ...rest] = JSON.parse((await ended).stdout);
  expect(Math.abs(later)).toBeLessThan(60_000);
  expect(Math.abs(parsed)).toBeLessThan(60_000);
  expect(Math.abs(Date.now() - 86_400_000 - now)).toBeLessThan(60_000);
  expect(rest).toEqual([true, 5]);
});
