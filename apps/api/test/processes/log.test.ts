import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';
import { mapFew } from '../support/map-few.ts';

const PORTAL = fileURLToPath(new URL('../../src/portal.js', import.meta.url));
const LOGGING = fileURLToPath(new URL('../support/logging-process.ts', import.meta.url));
const FULL = '/dev/full';
const LONG_PATH = `/${'x'.repeat(250)}`;
/** Their lines are more than a pipe holds. */
const REQUESTS = 1000;
const IN_FLIGHT = 50;

const needsFull = test.skipIf(!existsSync(FULL));

needsFull('a server whose log cannot be written answers, and stops with 0', async () => {
  await using full = await open(FULL, 'w');
  await using folder = await createFolder();
  using server = await startServer(folder.file('portal.db'), full.fd);
  const statuses = await sendMany(server.url, 200);
  server.child.kill('SIGTERM');
  expect(statuses).toEqual(new Set([404]));
  expect(await once(server.child, 'exit')).toEqual([0, null]);
});

test('a server whose log nobody reads answers, and stops with 0', async () => {
  await using folder = await createFolder();
  using server = await startServer(folder.file('portal.db'), 'pipe');
  const statuses = await sendMany(server.url, REQUESTS);
  server.child.kill('SIGTERM');
  expect(statuses).toEqual(new Set([404]));
  expect(await once(server.child, 'exit')).toEqual([0, null]);
});

needsFull.for(['exit', 'throw'] as const)(
  'a process that ends by %s does not wait for a log that cannot be written',
  async (end) => {
    await using full = await open(FULL, 'w');
    const child = spawn(process.execPath, [LOGGING, '1001', end], {
      stdio: ['ignore', 'ignore', full.fd],
    });
    expect(await once(child, 'exit')).toEqual([end === 'exit' ? 0 : 1, null]);
  },
);

/** A server whose standard error goes where it is told; killed at the end of the test when it still runs. */
async function startServer(file: string, stderr: number | 'pipe') {
  const args = [PORTAL, 'serve', '--port', '0', '--json', '--db', file];
  const env = { RATE_LIMIT_USER: '0' };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', stderr] });
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  return {
    child,
    url: JSON.parse(String(line)).url as string,
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  };
}

/** The statuses of many requests, each of which logs a long line. */
async function sendMany(url: string, count: number): Promise<ReadonlySet<number>> {
  const statuses = await mapFew(
    Array(count).fill(`${url}${LONG_PATH}`),
    IN_FLIGHT,
    async (each) => {
      const response = await fetch(each);
      await response.arrayBuffer();
      return response.status;
    },
  );
  return new Set(statuses);
}
