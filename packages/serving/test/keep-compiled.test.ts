import { mkdtempDisposable, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnScript } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('./command-process.ts', import.meta.url));

test('what is compiled is kept in the home folder, and nowhere else', async () => {
  await using folder = await createFolder();
  const env = { HOME: folder.path, TMPDIR: folder.path, NODE_COMPILE_CACHE: '' };
  const { code, stderr } = await spawnScript(SCRIPT, [], { env, cwd: folder.path }).ended;
  expect([code, stderr]).toEqual([0, '']);
  expect(await readdir(folder.path)).toEqual(['.cache']);
  expect(await readdir(join(folder.path, '.cache/portal'))).toHaveLength(1);
});

test.each(['', 'relative', '/dev/null'])('a home of %j is no hindrance', async (HOME) => {
  await using folder = await createFolder();
  const env = { HOME, TMPDIR: folder.path, NODE_COMPILE_CACHE: '' };
  const { code, stderr } = await spawnScript(SCRIPT, [], { env, cwd: folder.path }).ended;
  expect([code, stderr]).toEqual([0, '']);
  expect(await readdir(folder.path)).toEqual([]);
});

function createFolder() {
  return mkdtempDisposable(join(tmpdir(), 'portal-serving-'));
}
