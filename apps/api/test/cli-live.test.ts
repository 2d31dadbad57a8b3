import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { createFolder, type Folder } from './create-folder.ts';
import {
  type CommandLines,
  type PortalProcess,
  runPortal,
  startCommandLines,
  startPortalProcess,
} from './run-portal.ts';
import { type Answer, callRest } from './transports.ts';

let folder: Folder;
let server: PortalProcess;
let commandLines: CommandLines;

beforeAll(async () => {
  folder = await createFolder();
  const env = { PORTAL_DB: folder.file('portal.db'), RATE_LIMIT_USER: '0' };
  server = await startPortalProcess(['--json'], { env });
  commandLines = startCommandLines({ env });
  return async () => {
    await commandLines[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  };
});

test('users, links, tiers and possessions show at once', async () => {
  const [cookie] = await run('user add anna', 'user add boss --level owner', 'session issue boss');
  await run(
    'link add anna discord 1 --platform-username a --avatar-url https://cdn.example/a.png',
    'subscription grant anna premium --days 3',
    'chat add anna Owls',
    'bot add anna owlbot telegram',
  );
  expect(await see('anna', cookie)).toMatchObject({
    value: {
      avatar_url: 'https://cdn.example/a.png',
      subscription_tier: 2,
      chats: [{ name: 'Owls' }],
      bots: [{ name: 'owlbot' }],
    },
  });
  await run('link remove anna discord');
  expect(await see('anna', cookie)).toMatchObject({ value: { avatar_url: null } });
});

test('a session works as soon as it is issued, until it is ended', async () => {
  await run('user add bert');
  const [first, second] = await run('session issue bert', 'session issue bert');
  expect(await see('bert', first)).toMatchObject({ status: 200 });
  await run(`session end ${tokenOf(first)}`);
  expect(await see('bert', first)).toMatchObject({ status: 401 });
  expect(await see('bert', second)).toMatchObject({ status: 200 });
});

test('a session with a time to live dies of itself', async () => {
  await run('user add carl');
  const { stdout } = await commandLines.run(['session', 'issue', 'carl', '--ttl', '1', '--json']);
  const { token, expires_at } = JSON.parse(stdout);
  await sleep(Math.max(0, Date.parse(expires_at) - Date.now()) + 1);
  expect(await see('carl', `psession=${token}`)).toMatchObject({ status: 401 });
});

test('a level decides at once what its holder sees', async () => {
  await run('user add dora', 'user add emil', 'moderation add emil CHAT_MUTE');
  const [cookie] = await run('session issue dora');
  expect(keysOf(await see('emil', cookie))).toHaveLength(4);
  await run('permission set dora admin');
  const asAdmin = await see('emil', cookie);
  expect(asAdmin.value).toMatchObject({ moderation_actions: [{ action_type: 'CHAT_MUTE' }] });
  expect(keysOf(asAdmin)).toHaveLength(18);
  await run('permission set dora moderator');
  expect(await see('emil', cookie)).toMatchObject({ value: { moderation_actions: [] } });
  await run('permission set dora user');
  expect(keysOf(await see('emil', cookie))).toHaveLength(4);
});

test('a ban keeps its user out at once, and lifting it lets them in', async () => {
  await run('user add fred');
  const [cookie] = await run('session issue fred');
  expect(await see('fred', cookie)).toMatchObject({ status: 200 });
  const ban = 'moderation add fred PLATFORM_BAN --reason Spam --json';
  const added = await commandLines.run(ban.split(' '));
  expect(await see('fred', cookie)).toMatchObject({
    status: 403,
    error: 'Account is banned',
    context: { reason: 'Spam', expires_at: null },
  });
  await run(`moderation lift ${JSON.parse(added.stdout).id}`);
  expect(await see('fred', cookie)).toMatchObject({ status: 200 });
});

test('a command in a process of its own gets through while the server writes', async () => {
  await run('user add gina');
  const [cookie] = await run('session issue gina');
  let isDone = false;
  const adding = runPortal(['user', 'add', 'hugo', '--db', folder.file('portal.db')]).finally(
    () => {
      isDone = true;
    },
  );
  const statuses = new Set<number>();
  for (let turn = 0; !isDone; turn += 1) {
    const input = { username: `gina-${turn}` };
    statuses.add((await callServer('users.updateMe', cookie, input)).status);
  }
  expect(await adding).toMatchObject({ code: 0, stderr: '' });
  expect([...statuses]).toEqual([200]);
  expect(await see('hugo', cookie)).toMatchObject({ status: 200 });
});

/** Runs commands beside the server, and answers the cookies among what they print. */
async function run(...lines: readonly string[]): Promise<readonly string[]> {
  const printed: string[] = [];
  for (const line of lines) {
    const { code, stdout, stderr } = await commandLines.run(line.split(' '));
    expect({ code, stderr }, line).toEqual({ code: 0, stderr: '' });
    printed.push(stdout.trim());
  }
  return printed.filter((text) => text.startsWith('psession='));
}

function see(username: string, cookie: string | undefined): Promise<Answer> {
  return callServer('users.profile', cookie, { username });
}

function callServer(
  operation: 'users.profile' | 'users.updateMe',
  cookie: string | undefined,
  input: object,
): Promise<Answer> {
  return callRest({ url: server.url, operation, cookie, input });
}

function keysOf({ value }: Answer): readonly string[] {
  return Object.keys(value as object);
}

function tokenOf(cookie: string | undefined): string {
  return (cookie ?? '').replace('psession=', '');
}
