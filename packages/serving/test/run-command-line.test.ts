import { fileURLToPath } from 'node:url';
import { spawnScript } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('./command-process.ts', import.meta.url));
const run = (end: string) => spawnScript(SCRIPT, [end]).ended;

test('a command that does its work ends with 0', async () => {
  expect(await run('done')).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
});

test('what the operator can put right is told in one line, and ends with 1', async () => {
  expect(await run('refused')).toEqual({
    code: 1,
    signal: null,
    stdout: '',
    stderr: 'portal-test: the port is taken\n',
  });
});

test('a bug is thrown as it is', async () => {
  const { code, stdout, stderr } = await run('broken');
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('TypeError: a bug\n    at ');
});
