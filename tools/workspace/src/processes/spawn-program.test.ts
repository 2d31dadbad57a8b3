import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readLines, readUntil } from './read-output.ts';
import { waitForServer } from './server-process.ts';
import { endProcesses, type Spawned, spawnProgram, spawnScript } from './spawn-program.ts';

const SCRIPT = fileURLToPath(new URL('../../test/environment-process.ts', import.meta.url));
const KEPT = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

test('what a process wrote and how it ended is told', async () => {
  const { ended } = spawnProgram('/bin/sh', ['-c', 'echo out; echo err >&2; exit 3']);
  expect(await ended).toEqual({ code: 3, signal: null, stdout: 'out\n', stderr: 'err\n' });
});

test('a process has the environment it is given, and where compiled code is kept', async () => {
  const { ended } = spawnScript(SCRIPT, [], { env: { GIVEN: 'yes' } });
  const { stdout } = await ended;
  expect(JSON.parse(stdout)).toEqual({
    cwd: tmpdir(),
    env: { GIVEN: 'yes', NODE_COMPILE_CACHE: KEPT },
  });
  expect(await readdir(KEPT)).not.toEqual([]);
});

test('a process that lasts too long is ended', async () => {
  const { ended } = spawnProgram('/bin/sh', ['-c', 'exec sleep 60'], { longestLifeMs: 50 });
  expect(await ended).toMatchObject({ code: null, signal: 'SIGKILL' });
});

test.each([undefined, 'SIGINT'] as const)(
  'a process is stopped by a signal: %s',
  async (signal) => {
    const { stop } = spawnProgram('/bin/sh', ['-c', 'exec sleep 60']);
    expect(await stop(signal)).toMatchObject({ code: null, signal: signal ?? 'SIGTERM' });
  },
);

test('lines are read as they come, however they are cut', async () => {
  const echoing = spawnProgram('/bin/cat', []);
  echoing.child.stdin.write('one\ntw');
  expect(await readLines(echoing, 1)).toEqual(['one']);
  echoing.child.stdin.end('o\n');
  expect(await readLines(echoing, 2)).toEqual(['one', 'two']);
});

test('whoever waits for more than a process writes is told how it ended', async () => {
  const ending = spawnProgram('/bin/sh', ['-c', 'echo one; echo why >&2; exit 2']);
  await expect(readUntil(ending, (printed) => printed.includes('two'))).rejects.toThrow(
    '/bin/sh -c echo one; echo why >&2; exit 2 ended with 2 before it was ready: why\n',
  );
});

test('a server is known by the URL it prints, and killed when it still runs', async () => {
  const printing = print('at http://127.0.0.1:4010, and\nmore\n\n');
  {
    await using server = await waitForServer(printing, '\n\n');
    expect(server.url).toBe('http://127.0.0.1:4010');
    expect(server.printed).toBe('at http://127.0.0.1:4010, and\nmore\n\n');
  }
  expect(await printing.ended).toMatchObject({ signal: 'SIGKILL' });
});

test('a server is waited for until it has printed both its URL and what comes last', async () => {
  const talking = spawnProgram('/bin/cat', []);
  let isReady = false;
  const waiting = waitForServer(talking).finally(() => {
    isReady = true;
  });
  for (const text of ['starting\n', 'http://127.0.0.1:4010']) {
    talking.child.stdin.write(text);
    await readUntil(talking, (printed) => printed.endsWith(text));
    expect(isReady).toBe(false);
  }
  talking.child.stdin.write('\n');
  expect((await waiting).printed).toBe('starting\nhttp://127.0.0.1:4010\n');
});

test('what was left running is ended', async () => {
  const left = [1, 2].map(() => spawnProgram('/bin/sh', ['-c', 'exec sleep 60']));
  endProcesses();
  for (const { ended } of left) expect(await ended).toMatchObject({ signal: 'SIGKILL' });
});

function print(text: string): Spawned {
  return spawnProgram('/bin/sh', ['-c', 'printf "$0"; exec sleep 60', text]);
}
