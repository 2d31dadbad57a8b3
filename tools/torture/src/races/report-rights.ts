import { setTimeout as wait } from 'node:timers/promises';
import { type Caller, createCaller, type Reply } from '../portal/call.ts';
import type { SignedInUser } from '../portal/population.ts';
import { runPortal } from '../portal/portal-process.ts';
import type { ScenarioContext } from '../scenario.ts';

/** A command line that takes a right away, and what must be answered once it has returned. */
interface Change {
  readonly name: string;
  readonly toArgs: (user: SignedInUser) => readonly string[];
  readonly status: number;
}

const CHANGES: readonly Change[] = [
  {
    name: 'session end',
    toArgs: ({ cookie }) => ['session', 'end', cookie.replace('psession=', '')],
    status: 401,
  },
  {
    name: 'promotion',
    toArgs: ({ username }) => ['permission', 'set', username, 'owner'],
    status: 401,
  },
  {
    name: 'demotion',
    toArgs: ({ username }) => ['permission', 'set', username, 'user'],
    status: 401,
  },
  {
    name: 'ban',
    toArgs: ({ username }) => ['moderation', 'add', username, 'PLATFORM_BAN'],
    status: 403,
  },
  {
    name: 'timeout',
    toArgs: ({ username }) => [
      'moderation',
      'add',
      username,
      'PLATFORM_TIMEOUT',
      '--seconds',
      '3600',
    ],
    status: 403,
  },
];

export const RIGHTS_USERS = CHANGES.length;
/** How long everyone goes on asking once the command has returned. */
const AFTER_MS = 600;
/** Between two requests of each who asks: the command line needs the machine as well. */
const PAUSE_MS = 150;
const PATHS = [
  '/v1/users/me',
  '/trpc/users.me',
  '/v1/users/profile/target',
  '/trpc/users.profile?input=%7B%22username%22%3A%22target%22%7D',
];

interface Asked {
  readonly sent: number;
  readonly status: number;
}

/** Once a command line has returned, no server answers a request by what held before. */
export async function reportRights(
  { report, note }: ScenarioContext,
  file: string,
  { urls, users }: { urls: readonly string[]; users: readonly SignedInUser[] },
): Promise<void> {
  const seen = { before: 0, after: 0, old: 0, odd: 0, failed: 0 };
  await Promise.all(
    CHANGES.map(async (change, at) => {
      const user = users[at] as SignedInUser;
      const { asked, returned, code } = await changeWhileAsking(urls, user, () => {
        return runPortal(change.toArgs(user), { file });
      });
      if (code !== 0) seen.failed += 1;
      const after = asked.filter(({ sent }) => sent >= returned);
      const before = asked.filter(({ sent }) => sent < returned);
      const old = after.filter(({ status }) => status !== change.status);
      seen.old += old.length;
      seen.after += after.length;
      seen.before += before.filter(({ status }) => status === 200).length;
      seen.odd += before.filter(({ status }) => status !== 200 && status !== change.status).length;
      note(
        `${change.name}: ${before.length} asked before, ${after.length} after, ${old.length} of old rights`,
      );
    }),
  );
  report({ name: 'changes of rights by the command line', value: CHANGES.length });
  report({ name: 'command lines that failed', value: seen.failed, most: 0 });
  report({
    name: 'requests answered by the rights before',
    value: seen.before,
    least: CHANGES.length,
  });
  report({
    name: 'requests sent after a command had returned',
    value: seen.after,
    least: CHANGES.length,
  });
  report({ name: 'of those, answered by the rights before', value: seen.old, most: 0 });
  report({ name: 'answered otherwise meanwhile', value: seen.odd, most: 0 });
}

async function changeWhileAsking(
  urls: readonly string[],
  { cookie }: SignedInUser,
  change: () => ReturnType<typeof runPortal>,
) {
  let until = Number.POSITIVE_INFINITY;
  const asked: Asked[] = [];
  const asking = urls.flatMap((url) =>
    PATHS.map(async (path) => {
      using caller: Caller = createCaller(url);
      while (performance.now() < until) {
        const sent = performance.now();
        const call = { path, headers: { cookie } };
        const reply: Reply | undefined = await caller.call(call).catch(() => undefined);
        asked.push({ sent, status: reply?.status ?? 0 });
        await wait(PAUSE_MS);
      }
    }),
  );
  const { code } = await change();
  const returned = performance.now();
  until = returned + AFTER_MS;
  await Promise.all(asking);
  return { asked, returned, code };
}
