import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { needTools } from '@portal/workspace/tools';
import { expect, test } from 'vitest';
import { runMock, startMockProcess } from './run-mock.ts';

const run = promisify(execFile);

test('what is printed when ready says where it is, and each line of it works', async (context) => {
  needTools(context, 'curl');
  await using mock = await startMockProcess([]);
  const { stdout } = mock.written;
  expect(stdout).toContain(`listening on ${mock.url} in mode examples\n`);
  for (const path of ['/__mock', '/openapi.json']) {
    expect(stdout).toContain(` ${mock.url}${path}\n`);
    expect((await fetch(`${mock.url}${path}`)).status).toBe(200);
  }
  const lines = stdout.split('\n').filter((line) => line.startsWith('curl '));
  const answers = await Promise.all(
    lines.map(async (line) => JSON.parse((await run('sh', ['-c', line])).stdout)),
  );
  expect(answers).toMatchObject([
    { id: 42, username: 'exampleuser' },
    { user: { username: 'newname' }, errors: null },
    { avatar_source: 'discord_3', linked_platforms: [] },
    { error: 'User not found' },
    { username: 'exampleuser', permission_level: 0, session_history: [] },
  ]);
  expect(mock.written.stderr).toBe('');
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends it with 0, whatever is under way',
  async (signal) => {
    await using mock = await startMockProcess([]);
    const events = await fetch(`${mock.url}/__mock/events`);
    const hanging = ['timeout', 'reset', 'truncate'].map((fault) =>
      fetch(`${mock.url}/v1/users/me`, { headers: { 'mock-fault': fault } })
        .then((answer) => answer.text())
        .catch(() => 'cut off'),
    );
    await hanging[1];
    const { code, stderr } = await mock.stop(signal);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await Promise.all(hanging)).toEqual(['cut off', 'cut off', 'cut off']);
    expect(await events.text()).toContain('event: journal');
  },
);

test('a client who gives up is not spoken of', async () => {
  await using mock = await startMockProcess([]);
  const giveUp = new AbortController();
  const waiting = ['delay=60000', 'delay=59999'].map((prefer) =>
    fetch(`${mock.url}/v1/users/me`, { headers: { prefer }, signal: giveUp.signal }),
  );
  const heard = async () => (await fetch(`${mock.url}/__mock/requests`)).json();
  await expect.poll(heard).toHaveLength(2);
  giveUp.abort();
  await Promise.allSettled(waiting);
  const { code, stderr } = await mock.stop();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('a port that is taken is refused in one line that says how to choose another', async () => {
  await using mock = await startMockProcess([]);
  const { port } = new URL(mock.url);
  expect(await runMock(['--port', port])).toEqual({
    code: 1,
    signal: null,
    stdout: '',
    stderr: `portal-mock: port ${port} is in use; choose another with --port N, or with --mock-port N of \`start\`\n`,
  });
});

test.each([
  [['--port', 'http'], "option '--port <n>' argument 'http' is invalid. It must be a whole number"],
  [['--mode', 'real'], "option '--mode <mode>' argument 'real' is invalid. Allowed choices are"],
  [['--cors-origin', '*'], "argument '*' is invalid. It must be an origin such as"],
  [['--host', ''], 'It must be an address such as 127.0.0.1'],
  [['--host', 'no such host'], 'cannot listen'],
  [['--colour'], "unknown option '--colour'"],
  [['serve'], 'too many arguments'],
])('%j is refused in one line', async (args, fault) => {
  const { code, stdout, stderr } = await runMock(args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^portal-mock: [^\n]+\n$/);
  expect(stderr).toContain(fault);
});

test('--help tells the options and starts nothing', async () => {
  const { code, stdout, stderr } = await runMock(['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const option of ['--port', '--host', '--mode', '--cors-origin', '--watch']) {
    expect(stdout).toContain(option);
  }
});

test('--mode live keeps what a session changes', async () => {
  await using mock = await startMockProcess(['--mode', 'live']);
  const headers = { cookie: 'psession=mine', 'content-type': 'application/json' };
  await fetch(`${mock.url}/v1/users/me/update`, {
    method: 'POST',
    headers,
    body: '{"username":"renamed"}',
  });
  const me = await fetch(`${mock.url}/v1/users/me`, { headers });
  expect(await me.json()).toMatchObject({ username: 'renamed' });
  expect(mock.written.stdout).toContain('in mode live\n');
});

test('--cors-origin allows each origin it names, and no other from elsewhere', async () => {
  const named = ['https://one.example', 'https://two.example:8443'];
  await using mock = await startMockProcess(named.flatMap((origin) => ['--cors-origin', origin]));
  const allowed = [...named, 'http://localhost:5173', 'https://three.example'].map(
    async (origin) => {
      const answer = await fetch(`${mock.url}/v1/users/me`, { headers: { origin } });
      return answer.headers.get('access-control-allow-origin');
    },
  );
  expect(await Promise.all(allowed)).toEqual([...named, 'http://localhost:5173', null]);
});
