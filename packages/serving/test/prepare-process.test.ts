import { chown, mkdtempDisposable, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnScript } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';

const OTHER_USER = 12_345;
const SCRIPT = fileURLToPath(new URL('./command-process.ts', import.meta.url));

test('compiled code is cached in the home folder, and nowhere else', async () => {
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

// Only root can give a folder away.
test.skipIf(process.geteuid?.() !== 0)(
  'nothing is cached in the home of another user',
  async () => {
    await using folder = await createFolder();
    await chown(folder.path, OTHER_USER, OTHER_USER);
    const env = { HOME: folder.path, TMPDIR: folder.path, NODE_COMPILE_CACHE: '' };
    const { code, stderr } = await spawnScript(SCRIPT, [], { env, cwd: '/' }).ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(await readdir(folder.path)).toEqual([]);
  },
);

function createFolder() {
  return mkdtempDisposable(join(tmpdir(), 'portal-serving-'));
}
