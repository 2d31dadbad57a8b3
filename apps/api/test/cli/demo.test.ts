import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { documentedPayloads } from '@portal/contract';
import type { ServerProcess } from '@portal/workspace/server-process';
import type { Ended } from '@portal/workspace/spawn-program';
import { needTools } from '@portal/workspace/tools';
import { beforeAll, describe, expect, test } from 'vitest';
import { createFolder, type Folder } from '../support/create-folder.ts';
import { dumpFile } from '../support/dump-file.ts';
import { readFolder } from '../support/real-file.ts';
import { runPortal, startPortalProcess } from '../support/run-portal.ts';
import { insertUser, openTestDatabase } from '../support/test-database.ts';
import { callRest } from '../support/transports.ts';

const run = promisify(execFile);
const HISTORIES = [
  'moderation_actions',
  'chats',
  'bots',
  'subscription_history',
  'permission_history',
  'session_history',
];

describe('the lines a demo prints', () => {
  let folder: Folder;
  let demo: ServerProcess;
  let lines: ReadonlyMap<string, string>;

  beforeAll(async () => {
    folder = await createFolder();
    demo = await startPortalProcess(['--demo', '--db', folder.file('demo.db')]);
    lines = findLines(demo.printed);
    return async () => {
      await demo[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    };
  });

  test('are one for each viewer, below what they are for', () => {
    expect([...lines.keys()]).toEqual([
      'demo-owner (level owner) can act on demo-veteran, and sees more',
      'demo-admin (level admin) can act on demo-veteran, and sees more',
      'demo-moderator (level moderator) can act on demo-veteran, and sees more',
      'demo-user (level user) gets the documented answer',
      'exampleuser picks its Discord avatar',
      'the website asks for a code',
      'where the user is signed in',
      'the user signs out',
    ]);
    for (const part of ['/v1', '/trpc', '/docs', '/healthz'])
      expect(demo.printed).toContain(demo.url + part);
    expect(demo.printed).toContain(folder.file('demo.db'));
  });

  test('give the documented profile, byte for byte', async (context) => {
    needTools(context, 'curl');
    const payload = documentedPayloads['users.profile'].payload;
    expect(await paste('demo-user')).toBe(JSON.stringify(payload));
  });

  test.for([
    ['demo-owner', HISTORIES],
    ['demo-admin', HISTORIES.filter((name) => name !== 'session_history')],
    ['demo-moderator', []],
  ] as const)('give %s what that level sees', async ([viewer, full], context) => {
    needTools(context, 'curl');
    const profile = JSON.parse(await paste(viewer));
    expect(profile).toMatchObject({ username: 'demo-veteran', permission_level: 0 });
    expect(HISTORIES.filter((name) => profile[name].length > 0)).toEqual(full);
  });

  test('change the documented user', async (context) => {
    needTools(context, 'curl');
    const { user, errors } = JSON.parse(await paste('exampleuser'));
    expect(errors).toBeNull();
    expect(user).toMatchObject({
      id: 42,
      username: 'exampleuser',
      avatar_url: 'https://cdn.discordapp.com/avatars/123/abc.png',
      avatar_source: 'discord',
    });
  });

  test('are all that is on standard output, and logs beside them name no token', async (context) => {
    needTools(context, 'curl');
    const { code, stdout, stderr } = await demo.stop('SIGTERM');
    expect(code).toBe(0);
    expect(stdout).toBe(demo.printed);
    const logs = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(logs.map(({ level }) => level)).toEqual(logs.map(() => 'info'));
    expect(logs.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(5);
    const tokens = [...demo.printed.matchAll(/psession=([0-9a-f]{64})/g)].map(([, token]) => token);
    expect(new Set(tokens).size).toBe(5);
    for (const token of tokens) expect(stderr).not.toContain(token);
  });

  function paste(viewer: string): Promise<string> {
    const [, line] = [...lines].find(([title]) => title.startsWith(viewer)) ?? [];
    return pasteIntoShell(line ?? 'exit 1');
  }
});

test('the lines of a login, pasted in order, sign in and out', async (context) => {
  needTools(context, 'curl');
  await using folder = await createFolder();
  await using demo = await startPortalProcess(['--demo', '--db', folder.file('demo.db')]);
  const block = demo.printed.slice(demo.printed.indexOf('# the website asks for a code'));
  const script = block
    .replaceAll('curl -s', "echo; curl -s --noproxy '*'")
    .replace('$(echo; ', '$(');
  const { stdout } = await run('sh', ['-c', script]);
  const answers = stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '');
  expect(answers.map((line) => Object.keys(JSON.parse(line)))).toEqual([
    ['message', 'expires_at'],
    expect.arrayContaining(['user_created', 'username', 'state']),
    ['sessions', 'history'],
    ['message'],
  ]);
  expect(JSON.parse(answers[1] ?? '')).toMatchObject({ user_created: false, id: 42 });
  expect(JSON.parse(answers[3] ?? '')).toEqual({ message: 'Logged out.' });
});

test('a plain server ends the sessions of a demo, and the next demo begins afresh', async () => {
  await using folder = await createFolder();
  const db = ['--db', folder.file('demo.db'), '--json'];
  await using first = await startPortalProcess(['--demo', ...db]);
  const renaming = { username: 'renamed' };
  expect(
    (await callAs(first, 'exampleuser', { operation: 'users.updateMe', input: renaming })).status,
  ).toBe(200);
  expect((await first.stop('SIGINT')).code).toBe(0);

  await using plain = await startPortalProcess(db);
  expect(JSON.parse(plain.printed)).toEqual({ url: plain.url, db: db[1], viewers: [] });
  for (const { username, token } of viewersOf(first)) {
    const answer = await callRest({
      url: plain.url,
      operation: 'users.me',
      cookie: `psession=${token}`,
    });
    expect(answer.status, username).toBe(401);
  }
  await plain.stop();

  await using second = await startPortalProcess(['--demo', ...db]);
  const input = { username: 'exampleuser' };
  const answer = await callAs(second, 'demo-user', { operation: 'users.profile', input });
  expect(answer.value).toEqual(documentedPayloads['users.profile'].payload);
  const old = viewersOf(first).map(({ token }) => token);
  expect(viewersOf(second).filter(({ token }) => old.includes(token))).toEqual([]);
});

test('a demo that was killed leaves no session behind either', async () => {
  await using folder = await createFolder();
  const db = ['--db', folder.file('demo.db'), '--json'];
  await using demo = await startPortalProcess(['--demo', ...db]);
  expect((await callAs(demo, 'demo-owner', { operation: 'users.me' })).status).toBe(200);
  expect((await demo.stop('SIGKILL')).signal).toBe('SIGKILL');
  await using plain = await startPortalProcess(db);
  const [{ token }] = viewersOf(demo) as [Viewer];
  const call = { url: plain.url, operation: 'users.me', cookie: `psession=${token}` } as const;
  expect((await callRest(call)).status).toBe(401);
});

test('on a busy port a demo says how to choose another, and leaves the one that runs alone', async () => {
  await using folder = await createFolder();
  const file = folder.file('demo.db');
  await using demo = await startPortalProcess(['--demo', '--db', file, '--json']);
  const port = new URL(demo.url).port;
  const before = dumpFile(file);
  const refused = await runPortal(['serve', '--demo', '--db', file, '--port', port]);
  expectRefusal(refused, `port ${port} is in use; choose another with --port N or PORT=N`);
  expect(dumpFile(file)).toEqual(before);
  expect((await callAs(demo, 'demo-admin', { operation: 'users.me' })).status).toBe(200);
});

test('a demo does not start over users that were added to it, nor migrate or touch their file', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await using demo = await startPortalProcess(['--demo', '--db', file]);
  await demo.stop();
  const link = ['link', 'add', 'anna', 'discord', '1', '--platform-username', 'anna'];
  for (const args of [['user', 'add', 'anna'], link, ['session', 'issue', 'anna']]) {
    expect((await runPortal([...args, '--db', file])).code).toBe(0);
  }
  await using plain = await startPortalProcess(['--db', file]);
  await plain.stop();
  const before = await readFolder(folder.path);
  const refused = await runPortal(['serve', '--demo', '--db', file, '--port', '0']);
  expectRefusal(
    refused,
    'the database holds users that no demo made; leave out --demo, or choose another file with --db',
  );
  expect(await readFolder(folder.path)).toEqual(before);
});

test('a demo is not made where users are', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  const before = dumpFile(opened.file);
  const refused = await runPortal(['serve', '--demo', '--db', opened.file, '--port', '0']);
  expectRefusal(
    refused,
    'the database holds users that no demo made; leave out --demo, or choose another file with --db',
  );
  expect(dumpFile(opened.file)).toEqual(before);
});

test('a wrong variable stops the start with its name, before a file is made', async () => {
  await using folder = await createFolder();
  const PORTAL_DB = folder.file('portal.db');
  const env = { PORTAL_DB, PORT: 'eighty', LOG_LEVEL: 'loud' };
  expectRefusal(
    await runPortal(['serve'], { env }),
    'PORT must be a whole number from 0 to 65535 (0 takes any free port), not "eighty"; ' +
      'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, not "loud"',
  );
  expect(existsSync(PORTAL_DB)).toBe(false);
});

interface Viewer {
  readonly username: string;
  readonly token: string;
}

function viewersOf({ printed }: ServerProcess): readonly Viewer[] {
  return JSON.parse(printed).viewers;
}

function callAs(
  demo: ServerProcess,
  username: string,
  call: { operation: 'users.me' | 'users.profile' | 'users.updateMe'; input?: object },
) {
  const token = viewersOf(demo).find((viewer) => viewer.username === username)?.token;
  return callRest({ url: demo.url, cookie: `psession=${token}`, ...call });
}

/** Each line to paste, by the comment above it. */
function findLines(printed: string): ReadonlyMap<string, string> {
  const found = [...printed.matchAll(/^# (.*)\n(curl .*)$/gm)];
  return new Map(found.map(([, title = '', line = '']) => [title, line]));
}

/** Runs a line as it was printed; what is added keeps curl quiet and from any proxy. */
async function pasteIntoShell(line: string): Promise<string> {
  const { stdout } = await run('sh', ['-c', `${line} --silent --noproxy '*'`]);
  return stdout;
}

function expectRefusal(ended: Ended, sentence: string): void {
  const stderr = `portal: ${sentence}\n`;
  expect(ended).toEqual({ code: 1, signal: null, stdout: '', stderr });
}
