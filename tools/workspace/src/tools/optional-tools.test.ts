import { mkdtempDisposable, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { skipFor } from './need-tools.ts';
import { findMissing } from './optional-tools.ts';

afterEach(() => vi.unstubAllEnvs());

test('what is missing is named, with the packages that bring it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'portal-tools-'));
  await symlink(process.execPath, join(folder.path, 'curl'));
  const path = `/nowhere:${folder.path}`;
  expect(findMissing(['curl'], path)).toBeUndefined();
  expect(findMissing(['curl', 'strace'], path)).toBe('strace is missing (apt-get install strace)');
  expect(findMissing(['prlimit', 'strace'], path)).toBe(
    'prlimit, strace are missing (apt-get install util-linux strace)',
  );
});

test('what stands in the way of a test skips it, and fails it where all tools are required', (context) => {
  const notes: unknown[] = [];
  const skip = ((note: unknown) => void notes.push(note)) as typeof context.skip;
  skipFor({ ...context, skip }, undefined);
  expect(notes).toEqual([]);
  vi.stubEnv('PORTAL_TEST_TOOLS', '');
  skipFor({ ...context, skip }, 'strace is missing');
  expect(notes).toEqual(['strace is missing']);
  vi.stubEnv('PORTAL_TEST_TOOLS', 'required');
  expect(() => skipFor({ ...context, skip }, 'strace is missing')).toThrow('strace is missing');
});
