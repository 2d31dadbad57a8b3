import { expect, test } from 'vitest';
import { runMock, startMockProcess } from './run-mock.ts';
import { copyWorkspace } from './workspace-copy.ts';

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
  await using mock = await startMockProcess(['--watch'], copy);
  expect(await getUsername(mock.url)).toBe('exampleuser');
  const broken = fetch(`${mock.url}/v1/users/me`, { headers: { 'mock-fault': 'reset' } });
  await expect(broken).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  await copy.edit(DOCUMENTED, '"exampleuser"', '"changed"');
  await expect.poll(() => getUsername(mock.url)).toBe('changed');
  expect(mock.written.stdout).toContain('Serving anew; what sessions changed is forgotten\n');
});

test('--watch goes on with what it had while a change cannot be served', async () => {
  await using copy = await copyWorkspace();
  await using mock = await startMockProcess(['--watch'], copy);
  await copy.edit(DOCUMENTED, '"subscription_tier": 0', '"subscription_tier": 9');
  await expect.poll(() => mock.written.stderr).toContain('is still served\n');
  expect(mock.written.stderr).toMatch(/^portal-mock: [^\n]*users\.profile\/documented[^\n]*\n/);
  expect(await getUsername(mock.url)).toBe('exampleuser');
  await copy.edit(DOCUMENTED, '"subscription_tier": 9', '"subscription_tier": 1');
  await copy.edit(DOCUMENTED, '"exampleuser"', '"mended"');
  await expect.poll(() => getUsername(mock.url)).toBe('mended');
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends a watching mock with 0', async (signal) => {
  await using mock = await startMockProcess(['--watch']);
  const { code, stderr } = await mock.stop(signal);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  await expect(fetch(mock.url)).rejects.toThrow('fetch failed');
});

test('a watching mock refuses a port that is taken', async () => {
  await using mock = await startMockProcess([]);
  const { port } = new URL(mock.url);
  expect(await runMock(['--watch', '--port', port])).toEqual({
    code: 1,
    signal: null,
    stdout: '',
    stderr: `portal-mock: port ${port} is in use; choose another with --port N\n`,
  });
});

async function getUsername(url: string): Promise<unknown> {
  const headers = { cookie: 'psession=any' };
  const answer = await fetch(`${url}/v1/users/profile/exampleuser`, { headers });
  const { username } = (await answer.json()) as { username: string };
  return username;
}
