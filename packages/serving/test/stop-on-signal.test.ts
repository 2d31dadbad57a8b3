import { fileURLToPath } from 'node:url';
import { readLines } from '@portal/workspace/read-output';
import { spawnScript } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('./stopping-process.ts', import.meta.url));

test.each([
  ['SIGINT', 'SIGTERM'],
  ['SIGTERM', 'SIGINT'],
  ['SIGHUP', 'SIGTERM'],
] as const)('%s stops the process once, whatever comes after it', async (first, second) => {
  const lasting = spawnScript(SCRIPT, []);
  await readLines(lasting, 1);
  lasting.child.kill(first);
  await readLines(lasting, 2);
  for (const signal of [first, second]) lasting.child.kill(signal);
  lasting.child.stdin.end();
  expect(await lasting.ended).toEqual({
    code: 0,
    signal: null,
    stdout: 'ready\nstopping\n',
    stderr: '',
  });
});
