import { readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createFolder } from '../../../../test/support/create-folder.ts';
import { placeNewFile } from './durable-file.ts';

/** The error codes of `link` on FAT and exFAT, on Linux and on macOS. */
const codes = ['EPERM', 'ENOTSUP'];

test.each(codes)('a file gets its name where hard links fail with %s', async (code) => {
  await using folder = await createFolder();
  const [finished, path] = [folder.file('finished'), folder.file('copy.db')];
  writeFileSync(finished, 'whole');
  placeNewFile(finished, path, failWith(code));
  expect(readFileSync(path, 'utf8')).toBe('whole');
});

test.each(codes)('and a file that has the name already stays, with %s', async (code) => {
  await using folder = await createFolder();
  const [finished, path] = [folder.file('finished'), folder.file('copy.db')];
  writeFileSync(finished, 'whole');
  writeFileSync(path, 'precious');
  expect(() => placeNewFile(finished, path, failWith(code))).toThrow('EEXIST');
  expect(readFileSync(path, 'utf8')).toBe('precious');
});

test('what else keeps a file from its name is thrown, and nothing is left under it', async () => {
  await using folder = await createFolder();
  const [finished, path] = [folder.file('finished'), folder.file('copy.db')];
  writeFileSync(finished, 'whole');
  expect(() => placeNewFile(finished, path, failWith('ENOSPC'))).toThrow('ENOSPC');
  expect(await readdir(folder.path)).toEqual(['finished']);
});

function failWith(code: string): () => never {
  return () => {
    throw Object.assign(new Error(`${code}: link`), { code });
  };
}
