import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';
import { runPortal } from '../support/run-portal.ts';

test('what is compiled is kept in the home folder, and nowhere else', async () => {
  await using folder = await createFolder();
  const env = { HOME: folder.path, TMPDIR: folder.path, NODE_COMPILE_CACHE: '' };
  const { code, stderr } = await runPortal(['--help'], { env, cwd: folder.path });
  expect([code, stderr]).toEqual([0, '']);
  expect(await readdir(folder.path)).toEqual(['.cache']);
  expect(await readdir(folder.file('.cache/portal'))).toHaveLength(1);
});
