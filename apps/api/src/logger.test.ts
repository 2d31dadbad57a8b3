import { fileURLToPath } from 'node:url';
import { readLines as readOutputLines } from '@portal/workspace/read-output';
import { type Ended, spawnScript } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';

const LOGGING = fileURLToPath(new URL('../test/support/logging-process.ts', import.meta.url));
/** Several buffers, and the last one not full. */
const LINES = 1001;
/** More than is kept for a pipe that is full. */
const MANY_LINES = 60_000;

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

test('lines that do not fit while the log cannot be written are counted in a later line', async () => {
  const logging = spawnScript(LOGGING, [String(MANY_LINES), 'stay']);
  const { child, written, ended } = logging;
  child.stderr.pause();
  await readOutputLines(logging, 1);
  child.stderr.resume();
  const lostLines = /"level":"warn".*"lost_lines":(\d+).*\n/;
  const find = () => lostLines.exec(written.stderr)?.[1];
  await expect.poll(find, { timeout: 30_000 }).toBeDefined();
  child.kill('SIGKILL');
  const lost = find();
  expect(Number(lost)).toBeGreaterThan(0);
  expect(readLines(await ended)).toHaveLength(MANY_LINES - Number(lost));
});

/** The numbers of the lines; the rest of the output is Node's own report of the error. */
function readLines({ stderr }: Ended): readonly number[] {
  const lines = stderr.split('\n').filter((text) => text.startsWith('{"level":"info"'));
  return lines.map((text) => JSON.parse(text).line);
}
