import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';
import { holdWriteLock } from '../support/hold-write-lock.ts';
import { runPortal, startPortalProcess } from '../support/run-portal.ts';

const PORTAL = fileURLToPath(new URL('../../src/portal.js', import.meta.url));
const AS_FIRST = ['--user', '--map-root-user', '--pid', '--fork'];
const canBeFirst = spawnSync('unshare', [...AS_FIRST, 'true']).status === 0;

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s stops a server with 0', async (signal) => {
  await using folder = await createFolder();
  await using server = await startPortalProcess(['--db', folder.file('portal.db')]);
  expect(await server.stop(signal)).toMatchObject({ code: 0, signal: null });
});

// A namespace of its own needs Linux, and an administrator who allows it.
test.skipIf(!canBeFirst)('process 1 is stopped while it still starts', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await runPortal(['migrate', '--db', file]);
  // A start waits for whoever writes, for five seconds.
  using _lock = holdWriteLock({ file });
  const args = [process.execPath, PORTAL, 'serve', '--port', '0', '--db', file];
  const unshare = spawn('unshare', [...AS_FIRST, ...args], { env: {}, timeout: 55_000 });
  const written = Promise.all([text(unshare.stdout), text(unshare.stderr)]);
  const ended = once(unshare, 'exit');
  // One that comes before Node runs anything is lost, whoever installs a handler.
  const timer = setInterval(() => void signalChildren(unshare.pid), 50);
  const [code] = await ended;
  clearInterval(timer);
  expect(await written).toEqual(['', '']);
  expect([0, 128 + constants.signals.SIGTERM]).toContain(code);
});

async function signalChildren(pid: number | undefined): Promise<void> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  for (const child of children.trim().split(' ').filter(Boolean)) {
    process.kill(Number(child), 'SIGTERM');
  }
}
