import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { addSeconds, toTimestamp } from '@portal/domain';
import type { Ended } from '@portal/workspace/spawn-program';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { addLink } from '../../src/links/links.administration.ts';
import { addModeration } from '../../src/moderation/moderation.administration.ts';
import { issueSession } from '../../src/sessions/sessions.administration.ts';
import { createFolder } from '../support/create-folder.ts';
import { dumpFile } from '../support/dump-file.ts';
import { runPortal, startCommandLines } from '../support/run-portal.ts';
import { insertUser, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

const LONG_AGO = '2026-01-01T00:00:00Z';
const DAY = 86_400;
const MOMENT = expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const TOKEN = expect.stringMatching(/^[0-9a-f]{64}$/);
const SUFFIX = expect.stringMatching(/^[0-9a-f]{6}$/);
const UNTIL = ', until 20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ';

/** A user whom commands are tried on, with what they need to find. */
interface Subject {
  readonly name: string;
  readonly id: number;
  readonly token: string;
  readonly actionId: number;
}

interface CommandRow {
  readonly command: string;
  readonly args: (subject: Subject) => readonly string[];
  readonly json: (subject: Subject) => object;
  /** What a person reads, as a pattern of the whole output. */
  readonly text: (subject: Subject) => string;
}

const commands: readonly CommandRow[] = [
  {
    command: 'migrate',
    args: () => ['migrate'],
    json: () => ({ db: opened.file, ready: true }),
    text: () => `${opened.file} is ready`,
  },
  {
    command: 'user add',
    args: ({ name }) => ['user', 'add', `New.${name}`, '--level', 'moderator', '--tier', 'trial'],
    json: ({ name }) => ({
      id: expect.any(Number),
      username: `New.${name}`,
      permission_level: 1,
      subscription_tier: 1,
      created_at: MOMENT,
    }),
    text: ({ name }) => `New.${name} is user \\d+`,
  },
  {
    command: 'link add',
    args: ({ name, id }) => [
      ...['link', 'add', name, 'telegram', `70${id}`, '--platform-username', `t-${name}`],
      ...['--avatar-url', 'https://t.example/a.png', '--linked-at', '2025-05-01T02:00:00+02:00'],
    ],
    json: ({ name, id }) => ({
      user_id: id,
      username: name,
      platform: 'telegram',
      platform_user_id: `70${id}`,
      platform_username: `t-${name}`,
      platform_avatar_url: 'https://t.example/a.png',
      linked_at: '2025-05-01T00:00:00Z',
      last_authenticated_at: '2025-05-01T00:00:00Z',
    }),
    text: ({ name, id }) => `${name} \\(user ${id}\\) is t-${name} on telegram`,
  },
  {
    command: 'link remove',
    args: ({ name }) => ['link', 'remove', name.toUpperCase(), 'discord'],
    json: ({ name }) => expect.objectContaining({ platform_username: `d-${name}` }),
    text: ({ name, id }) => `${name} \\(user ${id}\\) is no longer d-${name} on discord`,
  },
  {
    command: 'session issue',
    args: ({ name }) => ['session', 'issue', name, '--ttl', '60'],
    json: ({ name, id }) => ({
      token: TOKEN,
      token_suffix: SUFFIX,
      user_id: id,
      username: name,
      expires_at: MOMENT,
    }),
    text: () => 'psession=[0-9a-f]{64}',
  },
  {
    command: 'session list',
    args: ({ id }) => ['session', 'list', '--id', String(id)],
    json: ({ name, id }) => ({
      user_id: id,
      username: name,
      sessions: [
        {
          token_suffix: SUFFIX,
          origin: 'command_line',
          created_at: MOMENT,
          expires_at: MOMENT,
          client_ip: null,
          user_agent: null,
        },
      ],
    }),
    text: ({ name, id }) =>
      `${name} \\(user ${id}\\) has 1 session open\n  [0-9a-f]{6}  from \\S+ to \\S+  command_line`,
  },
  {
    command: 'session end',
    args: ({ token }) => ['session', 'end', token],
    json: ({ token }) => ({ token_suffix: token.slice(-6), ended_at: MOMENT }),
    text: ({ token }) => `the session ending in ${token.slice(-6)} has ended`,
  },
  {
    command: 'permission set',
    args: ({ name }) => ['permission', 'set', name, 'admin', '--by', 'boss', '--reason', 'Trusted'],
    json: ({ name, id }) => ({
      user_id: id,
      username: name,
      old_level: 0,
      new_level: 2,
      ended_sessions: 1,
    }),
    text: ({ name, id }) =>
      `${name} \\(user ${id}\\) is admin now, and signs in again: 1 open session is over`,
  },
  {
    command: 'permission set, to what it is',
    args: ({ name }) => ['permission', 'set', name, 'admin'],
    json: ({ name, id }) => ({
      user_id: id,
      username: name,
      old_level: 2,
      new_level: 2,
      ended_sessions: 0,
    }),
    text: ({ name, id }) => `${name} \\(user ${id}\\) is admin already`,
  },
  {
    command: 'subscription grant',
    args: ({ name }) => [
      ...['subscription', 'grant', name, 'premium', '--days', '30'],
      ...['--by', 'BOSS', '--reason', 'Raffle'],
    ],
    json: ({ name, id }) => ({
      user_id: id,
      username: name,
      old_tier: 0,
      new_tier: 2,
      expires_at: MOMENT,
    }),
    text: ({ name, id }) => `${name} \\(user ${id}\\) has premium now${UNTIL}`,
  },
  {
    command: 'moderation add',
    args: ({ name }) => [
      ...['moderation', 'add', name, 'PLATFORM_TIMEOUT', '--seconds', '90'],
      ...['--by', 'boss', '--reason', 'Spam'],
    ],
    json: ({ name, id }) => ({
      id: expect.any(Number),
      user_id: id,
      username: name,
      action_type: 'PLATFORM_TIMEOUT',
      expires_at: MOMENT,
    }),
    text: ({ name, id }) => `${name} \\(user ${id}\\) has PLATFORM_TIMEOUT \\d+${UNTIL}`,
  },
  {
    command: 'moderation lift',
    args: ({ actionId }) => ['moderation', 'lift', String(actionId)],
    json: ({ actionId, id, name }) => ({
      id: actionId,
      user_id: id,
      username: name,
      lifted_at: MOMENT,
    }),
    text: ({ actionId, id, name }) =>
      `moderation action ${actionId} of ${name} \\(user ${id}\\) is lifted`,
  },
  {
    command: 'chat add',
    args: ({ name }) => ['chat', 'add', name, 'Night owls'],
    json: ({ id, name }) => ({
      id: expect.any(Number),
      name: 'Night owls',
      owner_id: id,
      owner: name,
    }),
    text: ({ name, id }) => `${name} \\(user ${id}\\) owns chat \\d+`,
  },
  {
    command: 'bot add',
    args: ({ name }) => ['bot', 'add', name, 'owlbot', 'telegram'],
    json: ({ id, name }) => ({
      id: expect.any(Number),
      name: 'owlbot',
      owner_id: id,
      owner: name,
      key: expect.stringMatching(/^hbot_[0-9a-f]{64}$/),
    }),
    text: ({ name, id }) => `${name} \\(user ${id}\\) owns bot \\d+\\nhbot_[0-9a-f]{64}`,
  },
  {
    command: 'user show',
    args: ({ name }) => ['user', 'show', name],
    json: ({ name, id, token }) =>
      expect.objectContaining({
        id,
        username: name,
        subscription_tier: 2,
        state: 1,
        permission_level: 2,
        linked_platforms: [expect.objectContaining({ platform: 'telegram' })],
        moderation_actions: [
          expect.objectContaining({ is_lifted: false }),
          expect.objectContaining({ is_lifted: true }),
        ],
        chats: [expect.objectContaining({ name: 'Night owls', archived: false })],
        bots: [expect.objectContaining({ name: 'owlbot', owner_id: id })],
        subscription_history: [expect.objectContaining({ new_tier: 2 })],
        permission_history: [expect.objectContaining({ new_level: 2 })],
        session_history: [
          expect.objectContaining({ token_suffix: SUFFIX }),
          expect.objectContaining({ token_suffix: token.slice(-6) }),
        ],
      }),
    text: ({ name, id }) =>
      [
        `id +${id}\nusername +${name}\n[^]*`,
        'subscription_tier +2 premium\nstate +1 timeout\npermission_level +2 admin\n[^]*',
        'avatar_source +-\n[^]*',
        'chats +\n  \\{"id":\\d+,"chat_type":"group","name":"Night owls"[^]*',
      ].join(''),
  },
];

let opened: TestDatabase;
let anna: Subject;
let bert: Subject;
let bossId: number;
let asJson: readonly Ended[];
let asText: readonly Ended[];

beforeAll(async () => {
  opened = await openTestDatabase();
  bossId = insertUser(opened.db, 'boss', { permission_level: 3 });
  anna = await addSubject('anna');
  bert = await addSubject('bert');
  [asJson, asText] = await Promise.all([runAll(anna, ['--json']), runAll(bert, [])]);
  return () => opened[Symbol.asyncDispose]();
});

describe.each(commands.map((row, index) => [row.command, row, index] as const))(
  'portal %s',
  (_name, row, index) => {
    test('prints one JSON object with --json', () => {
      const { stdout, ...rest } = asJson[index] as Ended;
      expect(rest).toEqual({ code: 0, signal: null, stderr: '' });
      expect(stdout).toMatch(/^\{.*\}\n$/);
      expect(JSON.parse(stdout)).toEqual(row.json(anna));
    });

    test('tells a person what became of it', () => {
      const { stdout, ...rest } = asText[index] as Ended;
      expect(rest).toEqual({ code: 0, signal: null, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^${row.text(bert)}\n$`));
    });
  },
);

describe.each([
  ['with --json', () => anna],
  ['for a person', () => bert],
])('what the commands stored, %s', (_name, subject) => {
  test('user add stores a user whose rank has a beginning', () => {
    const [user] = findRows('users', { username: `New.${subject().name}` });
    const { created_at } = user as { created_at: string };
    expect(user).toMatchObject({
      username_key: `new.${subject().name}`,
      permission_level: 1,
      permission_since: created_at,
      subscription_tier: 1,
      updated_at: created_at,
    });
  });

  test('link add and link remove leave the new link alone', () => {
    const { id, name } = subject();
    expect(findRows('linked_platforms', { user_id: id })).toEqual([
      {
        user_id: id,
        platform: 'telegram',
        platform_user_id: `70${id}`,
        platform_username: `t-${name}`,
        platform_avatar_url: 'https://t.example/a.png',
        linked_at: '2025-05-01T00:00:00Z',
        last_authenticated_at: '2025-05-01T00:00:00Z',
      },
    ]);
  });

  test('session end ends the one session, and session issue makes another', () => {
    const { id, token } = subject();
    const [first, second, ...others] = findRows('sessions', { user_id: id });
    expect(first).toMatchObject({ token_hash: hash(token), ended_at: MOMENT });
    expect(second).toMatchObject({ origin: 'command_line' });
    const { created_at, expires_at } = second as Record<string, string>;
    expect(expires_at).toBe(addSeconds(created_at as string, 60));
    expect(others).toEqual([]);
  });

  test('permission set changes the level, notes it and ends sessions at the same moment, once', () => {
    const { id, token } = subject();
    const [user] = findRows('users', { id });
    const [before, open] = findRows('sessions', { user_id: id });
    expect(before).toHaveProperty('token_hash', hash(token));
    expect(open).toHaveProperty('ended_at', user?.['permission_since']);
    expect(user).toMatchObject({ permission_level: 2, permission_since: MOMENT });
    expect(findRows('permission_history', { user_id: id })).toEqual([
      expect.objectContaining({
        old_level: 0,
        new_level: 2,
        reason: 'Trusted',
        changed_by_id: bossId,
        created_at: user?.['permission_since'],
      }),
    ]);
  });

  test('subscription grant changes the tier and notes it at the same moment', () => {
    const { id } = subject();
    const [change, ...others] = findRows('subscription_history', { user_id: id });
    const noted = { old_tier: 0, new_tier: 2, reason: 'Raffle', granted_by_id: bossId };
    expect(change).toMatchObject(noted);
    expect(others).toEqual([]);
    expect(findRows('users', { id })).toMatchObject([
      {
        subscription_tier: 2,
        subscription_granted_by: bossId,
        subscription_expires_at: addSeconds(String(change?.['created_at']), 30 * DAY),
        updated_at: change?.['created_at'],
      },
    ]);
  });

  test('moderation add stores an action with its end, and moderation lift lifts one', () => {
    const { id, actionId } = subject();
    const [lifted, added, ...others] = findRows('moderation_actions', { user_id: id });
    expect(lifted).toMatchObject({ id: actionId, lifted_at: MOMENT });
    expect(added).toMatchObject({
      action_type: 'PLATFORM_TIMEOUT',
      reason: 'Spam',
      created_by_id: bossId,
      lifted_at: null,
      expires_at: addSeconds(String(added?.['created_at']), 90),
    });
    expect(others).toEqual([]);
  });

  test('chat add and bot add store what their owner has', () => {
    const owner_id = subject().id;
    expect(findRows('chats', { owner_id })).toMatchObject([{ name: 'Night owls', archived: 0 }]);
    expect(findRows('bots', { owner_id })).toMatchObject([
      { name: 'owlbot', platform: 'telegram', bot_type: 3, is_active: 1, is_verified: 0 },
    ]);
  });
});

test('a token is printed and stored nowhere, only its hash is', () => {
  const issued = commands.findIndex(({ command }) => command === 'session issue');
  const tokens = [
    JSON.parse((asJson[issued] as Ended).stdout).token,
    (asText[issued] as Ended).stdout.trim().replace('psession=', ''),
  ];
  const bytes = ['', '-wal'].map((end) => readBytes(`${opened.file}${end}`)).join('');
  for (const token of tokens) {
    expect(bytes).toContain(hash(token));
    expect(bytes).not.toContain(token);
    expect(bytes).not.toContain(Buffer.from(token, 'hex').toString('latin1'));
  }
});

test('a change without its history is not made, and ends no session', async () => {
  await using own = await openTestDatabase();
  insertUser(own.db, 'carl');
  issueSession(own.db, { user: 'carl', origin: 'demo' }, toTimestamp(Date.now()));
  const sqlite = new Sqlite(own.file);
  for (const table of ['permission_history', 'subscription_history']) {
    const trigger = `create trigger refuse_${table} before insert on ${table}`;
    sqlite.exec(`${trigger} begin select raise(abort, 'no'); end`);
  }
  sqlite.close();
  const before = dumpFile(own.file);
  const runs = await Promise.all([
    runPortal(['permission', 'set', 'carl', 'admin', '--db', own.file]),
    runPortal(['subscription', 'grant', 'carl', 'lifetime', '--db', own.file]),
  ]);
  expect(runs.map(({ code, stdout }) => [code, stdout])).toEqual([
    [1, ''],
    [1, ''],
  ]);
  expect(dumpFile(own.file)).toEqual(before);
});

test('the database is --db, else PORTAL_DB, else data/portal.db', async () => {
  await using folder = await createFolder();
  const files = ['a.db', 'b.db', 'data/portal.db'].map(folder.file);
  const add = ['user', 'add', 'anna'];
  const env = { PORTAL_DB: folder.file('b.db') };
  await using withVariable = startCommandLines({ env });
  await using withEmptyOne = startCommandLines({ env: { PORTAL_DB: '' }, cwd: folder.path });
  const inDefault = ['migrate', '--db', folder.file('data/portal.db')];
  for (const args of [['migrate', '--db', folder.file('a.db')], ['migrate'], inDefault]) {
    expect((await withVariable.run(args)).code).toBe(0);
  }
  const runs = [
    await withVariable.run([...add, '--db', folder.file('a.db')]),
    await withVariable.run(add),
    await withEmptyOne.run(add),
  ];
  expect(runs.map(({ stdout }) => stdout)).toEqual(files.map(() => 'anna is user 1\n'));
  expect(files.map(existsSync)).toEqual([true, true, true]);
});

test('help is printed on request, and to who asks for nothing', async () => {
  await using commandLines = startCommandLines();
  const whole = await commandLines.run(['--help']);
  const one = await commandLines.run(['link', 'add', '--help']);
  const nothing = await commandLines.run([]);
  expect(whole).toMatchObject({ code: 0, stderr: '' });
  expect(whole.stdout).toMatch(/^Usage: portal /);
  const names = [...new Set(commands.map(({ command }) => command.split(' ')[0] ?? ''))];
  for (const name of ['serve', ...names]) expect(whole.stdout).toContain(`\n  ${name} `);
  expect(one).toMatchObject({ code: 0, stderr: '' });
  expect(one.stdout).toContain('--platform-username <name>');
  expect(nothing).toEqual({ code: 1, signal: null, stdout: '', stderr: whole.stdout });
});

/** Runs every command on one subject, in order, in a process beside the others. */
async function runAll(subject: Subject, options: readonly string[]): Promise<readonly Ended[]> {
  await using commandLines = startCommandLines({ env: { PORTAL_DB: opened.file } });
  const ended: Ended[] = [];
  for (const { args } of commands) {
    ended.push(await commandLines.run([...args(subject), ...options]));
  }
  return ended;
}

async function addSubject(name: string): Promise<Subject> {
  const { db } = opened;
  const id = insertUser(db, name);
  addLink(db, name, {
    platform: 'discord',
    platform_user_id: `80${id}`,
    platform_username: `d-${name}`,
    platform_avatar_url: null,
    linked_at: LONG_AGO,
    last_authenticated_at: null,
  });
  const session = { user: name, origin: 'command_line' } as const;
  const { token } = issueSession(db, session, addSeconds(LONG_AGO, 60));
  const action = addModeration(db, { user: name, action_type: 'CHAT_BAN' }, LONG_AGO);
  return { name, id, token, actionId: action.id };
}

type Row = Readonly<Record<string, unknown>>;

/** The rows of a table with these values, in the order they were stored. */
function findRows(table: string, wanted: Row): readonly Row[] {
  const rows = dumpFile(opened.file).rows[table] as readonly Row[];
  return rows.filter((row) => Object.entries(wanted).every(([name, value]) => row[name] === value));
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function readBytes(file: string): string {
  return existsSync(file) ? readFileSync(file, 'latin1') : '';
}
