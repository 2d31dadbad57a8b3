import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { spawnScript } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';
import { runPortal } from '../support/run-portal.ts';

const PORTAL = fileURLToPath(new URL('../../src/portal.js', import.meta.url));
const FULL = '/dev/full';
const needsFull = test.skipIf(!existsSync(FULL));

test('a command whose output nobody reads says nothing and ends with 0', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await runPortal(['migrate', '--db', file]);
  await runPortal(['user', 'add', 'bob', '--db', file]);
  const show = spawnScript(PORTAL, ['user', 'show', 'bob', '--db', file]);
  show.child.stdout.destroy();
  expect(await show.ended).toMatchObject({ code: 0, stderr: '' });
});

needsFull('a command whose output cannot be written says so in one line', async () => {
  await using folder = await createFolder();
  const { child, code } = await runInto(['migrate', '--db', folder.file('portal.db')]);
  expect(await text(child.stderr)).toMatch(/^portal: cannot write the output: ENOSPC.*\n$/);
  expect(await code).toBe(1);
});

needsFull('a server whose output cannot be written serves, and stops with 0', async () => {
  await using folder = await createFolder();
  const { child, code } = await runInto(['serve', '--port', '0', '--db', folder.file('portal.db')]);
  const log = child.stderr.setEncoding('utf8');
  let written = '';
  for await (const chunk of log.iterator({ destroyOnReturn: false })) {
    written += chunk;
    if (written.includes('"msg":"listening"')) break;
  }
  const [url] = /http:[\d./:]+/.exec(written) ?? [];
  expect(await fetch(`${url}/healthz`)).toHaveProperty('status', 200);
  child.kill('SIGTERM');
  log.resume();
  expect(await code).toBe(0);
});

test('--version prints the version and the commit', async () => {
  const checkout = await runPortal(['--version']);
  expect(checkout).toMatchObject({ code: 0, stderr: '' });
  expect(checkout.stdout).toMatch(
    /^portal \d+\.\d+\.\d+ \((?:[0-9a-f]{7,40}(?:-dirty)?|unknown)\)\n$/,
  );
  const image = await runPortal(['--version'], { env: { PORTAL_COMMIT: 'abc1234' } });
  expect(image.stdout).toMatch(/ \(abc1234\)\n$/);
});

async function runInto(args: readonly string[]) {
  await using full = await open(FULL, 'w');
  const child = spawn(process.execPath, [PORTAL, ...args], {
    env: {},
    stdio: ['ignore', full.fd, 'pipe'],
    timeout: 55_000,
  }) as ChildProcessByStdio<null, null, Readable>;
  return { child, code: once(child, 'exit').then(([exitCode]) => exitCode) };
}
