import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { serveLocally } from '@portal/workspace/serve-locally';
import type { ServerProcess } from '@portal/workspace/server-process';
import { expect, test } from 'vitest';
import { PORTAL_MOCK, type RunOptions, runMock, startMockProcess } from './run-mock.ts';
import { copyWorkspace } from './workspace-copy.ts';

const run = promisify(execFile);
const DOCUMENTED = 'packages/contract/src/documented/users.profile.200.json';
const EXAMPLES = 'packages/contract/src/examples/me-examples.ts';

test('a bad example stops the start, with its name and the path that is wrong', async () => {
  await using copy = await copyWorkspace();
  await copy.edit(EXAMPLES, "avatar_source: 'discord_3'", "avatar_source: 'discord_9'");
  const { code, stdout, stderr } = await runMock(['--port', '0'], copy);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^portal-mock: [^\n]*users\.me\/no-platforms[^\n]*avatar_source[^\n]*\n$/);
});

test('--watch serves a change from the same port', async () => {
  await using copy = await copyWorkspace();
  await using mock = await startWatchingMock(copy);
  expect(await getUsername(mock.url)).toBe('exampleuser');
  await copy.edit(DOCUMENTED, '"exampleuser"', '"changed"');
  await expect.poll(() => getUsername(mock.url).catch(String)).toBe('changed');
});

test('--watch says what is wrong with a change, and serves again when it is mended', async () => {
  await using copy = await copyWorkspace();
  await using mock = await startWatchingMock(copy);
  await copy.edit(DOCUMENTED, '"subscription_tier": 0', '"subscription_tier": 9');
  await expect
    .poll(() => mock.written.stderr)
    .toMatch(/^portal-mock: [^\n]*users\.profile\/documented[^\n]*\n/);
  await copy.edit(DOCUMENTED, '"subscription_tier": 9', '"subscription_tier": 1');
  await expect.poll(() => getUsername(mock.url).catch(String)).toBe('exampleuser');
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends a watching mock with 0', async (signal) => {
  await using mock = await startWatchingMock();
  const { code, stderr } = await mock.stop(signal);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  await expect(fetch(mock.url)).rejects.toThrow('fetch failed');
});

// A namespace of its own has limits of its own, so that no other process misses what this one lacks.
test.skipIf(!canUnshare())('--watch says that it cannot watch, and ends', async () => {
  const limited = `echo 0 > /proc/sys/user/max_inotify_instances; exec "$@"`;
  const args = ['--map-root-user', 'sh', '-c', limited, 'sh', process.execPath, PORTAL_MOCK];
  const ended = run('unshare', [...args, '--watch', '--port', '0'], { timeout: 10_000 });
  await expect(ended).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^portal-mock: cannot watch for changes: EMFILE[^\n]*\n$/),
  });
});

/** Whether this machine lets a test have a namespace, which some containers do not. */
function canUnshare(): boolean {
  const probe = 'test -w /proc/sys/user/max_inotify_instances';
  return spawnSync('unshare', ['--map-root-user', 'sh', '-c', probe]).status === 0;
}

/** Always from one port; it ends its own child only at a signal that it can catch. */
async function startWatchingMock(options?: RunOptions): Promise<ServerProcess> {
  const port = await findFreePort();
  const mock = await startMockProcess(['--watch', '--port', port], options);
  return { ...mock, [Symbol.asyncDispose]: async () => void (await mock.stop('SIGTERM')) };
}

async function findFreePort(): Promise<string> {
  await using server = await serveLocally(() => undefined);
  return new URL(server.url).port;
}

async function getUsername(url: string): Promise<unknown> {
  const headers = { cookie: 'psession=any' };
  const answer = await fetch(`${url}/v1/users/profile/exampleuser`, { headers });
  const { username } = (await answer.json()) as { username: string };
  return username;
}
