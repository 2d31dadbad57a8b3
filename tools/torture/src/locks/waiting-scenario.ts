import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type Call,
  type Caller,
  createCaller,
  type Reply,
  toMe,
  toUpdate,
} from '../portal/call.ts';
import {
  createNameFinder,
  createPopulation,
  openFile,
  type SignedInUser,
} from '../portal/population.ts';
import { startPortal } from '../portal/portal-process.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';

/** Shorter than an update waits for the lock. */
const HELD_MS = 1500;
const NEW_NAME = 'renamed';

/** What is committed while an update of the user with that id waits. */
const CHANGES = [
  {
    name: 'a ban',
    sql: `insert into moderation_actions (user_id, action_type, reason, created_at)
          values (?, 'PLATFORM_BAN', 'Spam', '2026-03-19T12:00:00Z')`,
    status: 403,
  },
  {
    name: 'the end of its session',
    sql: `update sessions set ended_at = '2026-03-19T12:00:00Z' where user_id = ?`,
    status: 401,
  },
] as const;

/** The ways to send an update; in a batch there are two. */
const WAYS = [
  { name: 'REST', toCall: toRest, calls: 1 },
  { name: 'tRPC', toCall: toTrpc, calls: 1 },
  { name: 'batch', toCall: toBatch, calls: 2 },
] as const;

/** The rights of an author are those of the moment at which the update is stored. */
export const waitingScenario: Scenario = {
  name: 'waiting',
  title:
    'updates wait for the write lock while its holder bans their authors, or ends their sessions',
  async run(context) {
    for (const change of CHANGES) await reportChange(context, change);
  },
};

async function reportChange(
  { report, folder }: ScenarioContext,
  { name, sql, status }: (typeof CHANGES)[number],
): Promise<void> {
  const file = join(folder, `${status}.db`);
  const names = ['other', ...WAYS.map((way) => way.name)];
  const [other, ...authors] = (await createPopulation(
    file,
    names.map((username) => ({ username })),
  )) as [SignedInUser, ...SignedInUser[]];
  await using portal = await startPortal({ file });
  using caller = createCaller(portal.url, names.length + 1);
  const calls = [
    toUpdate(other.cookie, { username: `${NEW_NAME}-other` }),
    ...WAYS.map(({ name, toCall }, at) => toCall(authors[at]?.cookie ?? '', `${NEW_NAME}-${name}`)),
  ];
  const seen = await callWhileHeld(caller, { file, sql, authors, calls });
  report({
    name: `${name}: rights while the updates wait`,
    value: seen.rights,
    equal: '200, 200, 200',
  });
  report({ name: 'updates answered before the commit', value: seen.early, most: 0 });
  report({
    name: 'an update of somebody else who waits',
    value: seen.replies[0]?.status ?? 0,
    equal: 200,
  });
  for (const [at, way] of WAYS.entries()) {
    const value = readStatuses(seen.replies[at + 1]).join(', ');
    const equal = Array(way.calls).fill(status).join(', ');
    report({ name: way.name, value, equal });
  }
  const toName = createNameFinder(file);
  const renamed = authors.filter(({ id, username }) => toName(id) !== username).length;
  report({ name: 'refused updates that are stored', value: renamed, most: 0 });
}

interface Hold {
  readonly file: string;
  readonly sql: string;
  readonly authors: readonly SignedInUser[];
  readonly calls: readonly Call[];
}

/** Sends the calls while this process holds the write lock, and commits the change when they wait. */
async function callWhileHeld(caller: Caller, { file, sql, authors, calls }: Hold) {
  using database = openFile(file);
  const { sqlite } = database;
  sqlite.exec('begin immediate');
  const change = sqlite.prepare(sql);
  for (const { id } of authors) change.run(id);
  let early = 0;
  const answers = calls.map(async (call) => {
    const reply = await caller.call(call).catch(() => undefined);
    if (sqlite.inTransaction) early += 1;
    return reply;
  });
  await wait(HELD_MS);
  // Whoever may still read may still have sent an update.
  const rights: number[] = [];
  for (const { cookie } of authors) rights.push((await caller.call(toMe(cookie))).status);
  sqlite.exec('commit');
  return { rights: rights.join(', '), early, replies: await Promise.all(answers) };
}

function toRest(cookie: string, username: string): Call {
  return toUpdate(cookie, { username });
}

function toTrpc(cookie: string, username: string): Call {
  return { ...toUpdate(cookie, { username }), path: '/trpc/users.updateMe' };
}

function toBatch(cookie: string, username: string): Call {
  const path = '/trpc/users.updateMe,users.updateMe?batch=1';
  const calls = { 0: { username }, 1: { username: `${username}-again` } };
  return { ...toUpdate(cookie, calls), path };
}

/** The status of each call: a batch has one for each in its body. */
function readStatuses(reply: Reply | undefined): readonly number[] {
  if (reply === undefined) return [];
  const body = JSON.parse(reply.text);
  if (!Array.isArray(body)) return [reply.status];
  return body.map(({ error }) => error?.data.httpStatus ?? 200);
}
