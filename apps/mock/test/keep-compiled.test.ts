import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runMock } from './run-mock.ts';

test('what is compiled is kept in the home folder, and nowhere else', async () => {
  await using folder = await createFolder();
  const env = { HOME: folder.path, TMPDIR: folder.path, NODE_COMPILE_CACHE: '' };
  const { code, stderr } = await runMock(['--help'], { env, cwd: folder.path });
  expect([code, stderr]).toEqual([0, '']);
  expect(await readdir(folder.path)).toEqual(['.cache']);
  expect(await readdir(join(folder.path, '.cache/portal'))).toHaveLength(1);
});

async function createFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'portal-mock-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
