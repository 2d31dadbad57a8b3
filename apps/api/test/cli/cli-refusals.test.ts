import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ended } from '@portal/workspace/spawn-program';
import { beforeAll, expect, test } from 'vitest';
import { addLink } from '../../src/links/links.administration.ts';
import { addModeration, liftModeration } from '../../src/moderation/moderation.administration.ts';
import { endSessionByToken, issueSession } from '../../src/sessions/sessions.administration.ts';
import { dumpFile, type FileDump } from '../support/dump-file.ts';
import { runPortal, startCommandLines } from '../support/run-portal.ts';
import { insertUser, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

const NOW = '2026-01-01T00:00:00Z';
const ENDED = '{a token whose session has ended}';
const MISSING = '{a file that does not exist}';
const UNKNOWN = 'f'.repeat(64);

const COUNT = 'It must be a whole number from 1 to 1000000000';
const CLOSED = 'no open session has that token';
const LINK = ['link', 'add', 'bert', 'discord', '222', '--platform-username', 'bert'];
const NO_ROOM = 'whose level is not lower; name a higher one with --by';

/** What is asked, as it is typed, and the one line that comes back. */
const refusals: readonly (readonly [string, readonly string[], string])[] = [
  ['an unknown user', ['user', 'show', 'nobody'], unknownUser('nobody')],
  ['a name no user could have', ['user', 'show', 'an na'], unknownUser('an na')],
  ['a name of two lines', ['user', 'show', 'an\nna'], unknownUser('an na')],
  ['an unknown owner', ['chat', 'add', 'nobody', 'Owls'], unknownUser('nobody')],
  ['a chat without a name', ['chat', 'add', 'anna', ' '], 'the name must have 2 to 64 characters'],
  ['a bot with a long name', bot('x'.repeat(33)), 'the name must have 2 to 32 characters'],
  ['a taken name', ['user', 'add', 'ANNA'], 'username is already taken'],
  ['a short name', ['user', 'add', 'ab'], 'username must be at least 3 characters'],
  ['a long name', ['user', 'add', 'a'.repeat(33)], 'username must be at most 32 characters'],
  ['a name with a space', ['user', 'add', 'an na'], 'username contains invalid characters'],
  [
    'an unknown level',
    ['user', 'add', 'carl', '--level', 'king'],
    "option '--level <level>' argument 'king' is invalid. Allowed choices are user, moderator, admin, owner; see: portal user add --help",
  ],
  [
    'an unknown new level',
    ['permission', 'set', 'anna', 'king'],
    "command-argument value 'king' is invalid for argument 'level'. Allowed choices are user, moderator, admin, owner; see: portal permission set --help",
  ],
  [
    'an unknown tier',
    ['user', 'add', 'carl', '--tier', 'gold'],
    "option '--tier <tier>' argument 'gold' is invalid. Allowed choices are basic, trial, premium, lifetime; see: portal user add --help",
  ],
  [
    'an unknown platform',
    ['link', 'remove', 'anna', 'icq'],
    "command-argument value 'icq' is invalid for argument 'platform'. Allowed choices are discord, telegram; see: portal link remove --help",
  ],
  [
    'an unknown action type',
    ['moderation', 'add', 'anna', 'PLATFORM_EXILE'],
    "command-argument value 'PLATFORM_EXILE' is invalid for argument 'action-type'. Allowed choices are PLATFORM_WARNING, PLATFORM_TIMEOUT, PLATFORM_BAN, CHAT_BAN, CHAT_MUTE, CHAT_KICK; see: portal moderation add --help",
  ],
  [
    'a link without the name on the platform',
    ['link', 'add', 'bert', 'discord', '222'],
    "required option '--platform-username <name>' not specified; see: portal link add --help",
  ],
  [
    'a link at no moment',
    [...LINK, '--linked-at', 'yesterday'],
    "option '--linked-at <time>' argument 'yesterday' is invalid. It must be a time such as 2026-03-19T12:00:00Z; see: portal link add --help",
  ],
  [
    'an avatar that is no URL',
    [...LINK, '--avatar-url', 'a.png'],
    "option '--avatar-url <url>' argument 'a.png' is invalid. It must be an http or https URL; see: portal link add --help",
  ],
  [
    'a platform linked twice',
    ['link', 'add', 'anna', 'discord', '333', '--platform-username', 'x'],
    'anna has discord linked already; remove it first with: portal link remove anna discord',
  ],
  [
    'the account of another user',
    ['link', 'add', 'bert', 'discord', '111', '--platform-username', 'x'],
    'discord account 111 is linked to anna; remove it there first',
  ],
  [
    'to remove what is not linked',
    ['link', 'remove', 'anna', 'telegram'],
    'anna has no telegram linked; there is nothing to remove',
  ],
  [
    'a session that lasts for nothing',
    ['session', 'issue', 'anna', '--ttl', '0'],
    `option '--ttl <seconds>' argument '0' is invalid. ${COUNT}; see: portal session issue --help`,
  ],
  ['to end a session twice', ['session', 'end', ENDED], CLOSED],
  ['to end an unknown session', ['session', 'end', UNKNOWN], CLOSED],
  ['to end what is no token', ['session', 'end', 'psession=abc'], CLOSED],
  [
    'to end nothing in particular',
    ['session', 'end'],
    'give one of: a token, --user NAME, --id N, --all; see: portal session end --help',
  ],
  [
    'to end the sessions of a user with a suffix that none has',
    ['session', 'end', '--user', 'anna', '--suffix', 'zzzzzz'],
    'anna has no open session whose token ends in zzzzzz',
  ],
  ['an unknown id', ['user', 'show', '--id', '99'], 'no user has the id 99'],
  [
    'an id that is none',
    ['user', 'show', '--id', '0'],
    "option '--id <n>' argument '0' is invalid. It must be the id of a user; see: portal user show --help",
  ],
  [
    'a name beside an id',
    ['moderation', 'add', 'anna', 'PLATFORM_BAN', '--id', '1'],
    "too many arguments for 'add'. Expected 2 arguments but got 3; see: portal moderation add --help",
  ],
  [
    'an empty id of a platform account',
    ['link', 'add', 'bert', 'discord', '', '--platform-username', 'bert'],
    "command-argument value '' is invalid for argument 'platform-user-id'. It must be 1 to 20 digits; see: portal link add --help",
  ],
  [
    'a platform name with a control character',
    ['link', 'add', 'bert', 'discord', '222', '--platform-username', 'be\u001brt'],
    "option '--platform-username <name>' argument 'be rt' is invalid. It must have 1 to 64 characters, and no control characters; see: portal link add --help",
  ],
  [
    'a reason that is too long',
    ['moderation', 'add', 'anna', 'CHAT_BAN', '--reason', 'x'.repeat(501)],
    `option '--reason <text>' argument '${'x'.repeat(501)}' is invalid. It must have 1 to 500 characters; see: portal moderation add --help`,
  ],
  [
    'two tokens at once',
    ['session', 'end', UNKNOWN, 'a: b'],
    "too many arguments for 'end'. Expected 1 argument but got 2; see: portal session end --help",
  ],
  [
    'a timeout without an end',
    ['moderation', 'add', 'anna', 'PLATFORM_TIMEOUT'],
    'a timeout ends; say after how many seconds with --seconds N',
  ],
  [
    'a timeout of half a second',
    ['moderation', 'add', 'anna', 'PLATFORM_TIMEOUT', '--seconds', '0.5'],
    `option '--seconds <n>' argument '0.5' is invalid. ${COUNT}; see: portal moderation add --help`,
  ],
  [
    'to lift an action twice',
    ['moderation', 'lift', '1'],
    'no moderation action 1 is left to lift; see: portal user show NAME',
  ],
  [
    'to lift an unknown action',
    ['moderation', 'lift', '99'],
    'no moderation action 99 is left to lift; see: portal user show NAME',
  ],
  [
    'a lifetime that ends',
    ['subscription', 'grant', 'anna', 'lifetime', '--days', '3'],
    'only premium takes --days: a trial lasts 7 days, the others never end',
  ],
  [
    'days that are no number',
    ['subscription', 'grant', 'anna', 'trial', '--days', 'many'],
    `option '--days <n>' argument 'many' is invalid. ${COUNT}; see: portal subscription grant --help`,
  ],
  ['an unknown --by', [...setLevel('anna', 'user'), '--by', 'nobody'], unknownUser('nobody')],
  [
    'an equal --by',
    [...setLevel('mod-two', 'user'), '--by', 'mod-one'],
    `mod-one cannot act on mod-two, ${NO_ROOM}`,
  ],
  [
    'a lower --by, for a subscription',
    ['subscription', 'grant', 'mod-one', 'trial', '--by', 'anna'],
    `anna cannot act on mod-one, ${NO_ROOM}`,
  ],
  [
    'an equal --by, for an action',
    ['moderation', 'add', 'bert', 'CHAT_MUTE', '--by', 'anna'],
    `anna cannot act on bert, ${NO_ROOM}`,
  ],
  [
    'an admin who makes an admin',
    [...setLevel('anna', 'admin'), '--by', 'admin-one'],
    'admin-one cannot give a level that is not below their own',
  ],
  [
    'a database that does not exist',
    ['user', 'show', 'anna', '--db', MISSING],
    `there is no database at ${MISSING}; make one with: portal migrate --db ${MISSING}`,
  ],
  [
    'an unknown command',
    ['usr', 'add', 'carl'],
    "unknown command 'usr' (Did you mean user?); see: portal --help",
  ],
  [
    'an unknown part of a command',
    ['user', 'remove', 'anna'],
    "unknown command 'remove'; see: portal user --help",
  ],
  [
    'an unknown option',
    ['user', 'add', 'carl', '--levl', 'user'],
    "unknown option '--levl' (Did you mean --level?); see: portal user add --help",
  ],
  [
    'a command without its argument',
    ['user', 'add'],
    "missing required argument 'name'; see: portal user add --help",
  ],
];

let opened: TestDatabase;
let before: FileDump;
let endedToken: string;
const ended: Ended[] = [];

beforeAll(async () => {
  opened = await openTestDatabase();
  await prepareDatabase();
  before = dumpFile(opened.file);
  await using commandLines = startCommandLines();
  for (const [, args] of refusals) ended.push(await commandLines.run(toLine(args)));
  return () => opened[Symbol.asyncDispose]();
});

test.each(refusals)('the command line refuses %s in one line', (name, _args, sentence) => {
  const index = refusals.findIndex(([other]) => other === name);
  expect(ended[index]).toEqual(toRefusal(sentence));
});

const samples = ['an unknown user', 'to end an unknown session', 'an unknown command'];

test.each(refusals.filter(([name]) => samples.includes(name)))(
  'a process of its own refuses %s just so',
  async (_name, args, sentence) => {
    expect(await runPortal(toLine(args))).toEqual(toRefusal(sentence));
  },
);

test('nothing that was refused stored anything', async () => {
  expect(ended).toHaveLength(refusals.length);
  expect(dumpFile(opened.file)).toEqual(before);
  const names = await readdir(join(opened.file, '..'));
  expect(names.filter((name) => !name.startsWith('portal.db'))).toEqual([]);
});

async function prepareDatabase(): Promise<void> {
  const { db } = opened;
  for (const name of ['anna', 'bert']) insertUser(db, name);
  for (const name of ['mod-one', 'mod-two']) insertUser(db, name, { permission_level: 1 });
  insertUser(db, 'admin-one', { permission_level: 2 });
  addLink(db, 'anna', {
    platform: 'discord',
    platform_user_id: '111',
    platform_username: 'anna',
    platform_avatar_url: null,
    linked_at: NOW,
    last_authenticated_at: NOW,
  });
  const { token } = issueSession(db, { user: 'anna', origin: 'command_line' }, NOW);
  endSessionByToken(db, token, NOW);
  endedToken = token;
  const { id } = addModeration(db, { user: 'bert', action_type: 'CHAT_BAN' }, NOW);
  liftModeration(db, { id }, NOW);
}

function toLine(args: readonly string[]): readonly string[] {
  const typed = args.map(fill);
  return args.includes('--db') ? typed : [...typed, '--db', opened.file];
}

function toRefusal(sentence: string): Ended {
  return { code: 1, signal: null, stdout: '', stderr: `portal: ${fill(sentence)}\n` };
}

function fill(text: string): string {
  return text.replace(ENDED, endedToken).replaceAll(MISSING, join(opened.file, '..', 'none.db'));
}

function unknownUser(name: string): string {
  return `no user is called "${name}"; see: portal user add --help`;
}

function setLevel(name: string, level: string): readonly string[] {
  return ['permission', 'set', name, level];
}

function bot(name: string): readonly string[] {
  return ['bot', 'add', 'anna', name, 'telegram'];
}
