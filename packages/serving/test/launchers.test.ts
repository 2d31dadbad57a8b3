import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SERVER = fileURLToPath(new URL('./launched-process.ts', import.meta.url));
/** Several of the intervals at which a server looks. */
const LATER_MS = 2500;

test('a server stops when the package manager that started it is killed', async () => {
  const { manager, output } = await launch('npm');
  manager.kill('SIGKILL');
  expect(await output).toMatch(/^\d+\nstopped\n$/);
});

test('a server outlives a shell that started it', async () => {
  const { manager, output, pid } = await launch('bash');
  manager.kill('SIGKILL');
  await setTimeout(LATER_MS);
  process.kill(pid, 'SIGKILL');
  expect(await output).toBe(`${pid}\n`);
});

/** A server below a shell that goes by another name. */
async function launch(name: string) {
  const script = `'${process.execPath}' '${SERVER}'; :`;
  const manager = spawn('/bin/sh', ['-c', script], {
    argv0: name,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {},
  });
  const output = text(manager.stdout);
  const [first] = await once(manager.stdout, 'data');
  return { manager, output, pid: Number(first) };
}
