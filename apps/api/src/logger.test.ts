import { fileURLToPath } from 'node:url';
import { type Ended, spawnScript } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';

const LOGGING = fileURLToPath(new URL('../test/support/logging-process.ts', import.meta.url));
/** Several buffers, and the last one not full. */
const LINES = 1001;

test('every line is written, and written whole, when the process exits', async () => {
  const ended = await spawnScript(LOGGING, [String(LINES), 'exit']).ended;
  expect(readLines(ended)).toEqual(Array.from({ length: LINES }, (_, line) => line));
});

test('and when an error ends it', async () => {
  const ended = await spawnScript(LOGGING, [String(LINES), 'throw']).ended;
  expect(ended.code).not.toBe(0);
  expect(readLines(ended)).toEqual(Array.from({ length: LINES }, (_, line) => line));
});

test('a line that fills no buffer is written while the process goes on', async () => {
  const { child, written, ended } = spawnScript(LOGGING, ['1', 'stay']);
  await expect.poll(() => written.stderr, { timeout: 10_000 }).toContain('"line":0');
  child.kill('SIGKILL');
  expect(readLines(await ended)).toEqual([0]);
});

/** The numbers of the lines, sorted: a buffer under way at the end may come after the last. The rest is Node's own word on the error. */
function readLines({ stderr }: Ended): readonly number[] {
  const lines = stderr.split('\n').filter((text) => text.startsWith('{"level"'));
  return lines.map((text) => JSON.parse(text).line).sort((a, b) => a - b);
}
