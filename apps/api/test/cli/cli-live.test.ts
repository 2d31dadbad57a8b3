import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from '@portal/workspace/server-process';
import { beforeAll, describe, expect, test } from 'vitest';
import { createFolder, type Folder } from '../support/create-folder.ts';
import {
  type CommandLines,
  runPortal,
  startCommandLines,
  startPortalProcess,
} from '../support/run-portal.ts';
import { type Answer, callRest, transports } from '../support/transports.ts';

let folder: Folder;
let server: ServerProcess;
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

test('a level decides what its holder sees from their next session on', async () => {
  await run('user add dora', 'user add emil', 'moderation add emil CHAT_MUTE');
  const seeAs = async (level: string) => {
    const [cookie] = await run(`permission set dora ${level}`, 'session issue dora');
    return see('emil', cookie);
  };
  const asAdmin = await seeAs('admin');
  expect(asAdmin.value).toMatchObject({ moderation_actions: [{ action_type: 'CHAT_MUTE' }] });
  expect(keysOf(asAdmin)).toHaveLength(18);
  expect(await seeAs('moderator')).toMatchObject({ value: { moderation_actions: [] } });
  expect(keysOf(await seeAs('user'))).toHaveLength(4);
});

describe.each(transports)('over %s', (transport, call) => {
  const see = (cookie: string | undefined, username: string) =>
    call({ url: server.url, operation: 'users.profile', cookie, input: { username } });

  test.each([
    ['promotion', 'user', 'admin'],
    ['demotion', 'owner', 'user'],
  ])("a %s ends every session of its user at once, and nobody else's", async (kind, from, to) => {
    const [subject, other] = [`${transport}-${kind}`, `${transport}-${kind}-other`];
    await run(`user add ${subject} --level ${from}`, `user add ${other} --level ${from}`);
    const issue = (name: string) => run(`session issue ${name}`);
    const old = [...(await issue(subject)), ...(await issue(subject))];
    const [others] = await issue(other);
    for (const cookie of old) expect(await see(cookie, subject)).toHaveProperty('status', 200);
    await run(`permission set ${subject} ${to}`);
    for (const cookie of old) {
      const error = 'Authentication required';
      expect(await see(cookie, subject)).toMatchObject({ status: 401, error });
    }
    expect(await see(others, other)).toHaveProperty('status', 200);
    const [fresh] = await issue(subject);
    expect(await see(fresh, subject)).toHaveProperty('status', 200);
  });

  test('a session whose level was set to what it is lives on', async () => {
    await run(`user add ${transport}-same --level admin`);
    const [cookie] = await run(`session issue ${transport}-same`);
    await run(`permission set ${transport}-same admin`);
    expect(await see(cookie, `${transport}-same`)).toHaveProperty('status', 200);
  });
});

test('a session that a level change ended shows in the history of sessions', async () => {
  await run('user add iris', 'user add overseer --level owner');
  const [old] = await run('session issue iris');
  await run('permission set iris admin');
  const [cookie] = await run('session issue overseer');
  const token_suffix = tokenOf(old).slice(-6);
  expect(await see('iris', cookie)).toMatchObject({
    value: { session_history: [{ token_suffix }], permission_history: [{ new_level: 2 }] },
  });
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
