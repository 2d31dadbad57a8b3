import { text } from 'node:stream/consumers';
import { SESSION_COOKIE } from '@portal/contract/session-cookie';
import { Command } from 'commander';
import { type CommonOptions, parseCount, withCommonOptions } from '../cli/command-options.ts';
import { perform, print, withDatabase } from '../cli/perform.ts';
import type { UserReference } from '../users/require-user.ts';
import { parseId, withUser } from '../users/user-options.ts';
import type { EndedSessions, OpenSessions, SessionsToEnd } from './sessions.administration.ts';

interface IssueOptions extends CommonOptions {
  readonly ttl?: number;
}

interface EndOptions extends CommonOptions {
  readonly user?: string;
  readonly id?: number;
  readonly suffix?: string;
  readonly all?: true;
}

export function createSessionCommand(): Command {
  const session = new Command('session').description('issue, list and end sessions');
  addIssue(session);
  addList(session);
  addEnd(session);
  return session;
}

function addIssue(session: Command): void {
  const issue = withUser(
    session.command('issue').description('make a session and print its cookie, ready for curl -b'),
  ).option('--ttl <seconds>', 'how long it lasts, at most the lifetime of the level', parseCount);
  withCommonOptions(issue).action(async (user: UserReference, options: IssueOptions) => {
    const { issueSession } = await import('./sessions.administration.ts');
    await perform(options, {
      work: (trx, now) =>
        issueSession(trx, { user, origin: 'command_line', ttl: options.ttl }, now),
      format: (issued) => `${SESSION_COOKIE}=${issued.token}`,
    });
  });
}

function addList(session: Command): void {
  const list = withUser(session.command('list').description('list the open sessions of a user'));
  withCommonOptions(list).action(async (user: UserReference, options: CommonOptions) => {
    const { listSessions } = await import('./sessions.administration.ts');
    const listed = await withDatabase(options.db, (db) => listSessions(db, user));
    print(options, listed, formatSessions);
  });
}

function addEnd(session: Command): void {
  const end = session
    .command('end')
    .description('end one session, those of a user, or all')
    .argument('[token]', 'its token or cookie; - reads it from standard input')
    .option('--user <name>', 'the open sessions of this user')
    .option('--id <n>', 'the same by the id of the user', parseId)
    .option('--suffix <s>', 'of the user, only those whose token ends so')
    .option('--all', 'the open sessions of everybody');
  withCommonOptions(end).action(async (typed: string | undefined, options: EndOptions) => {
    const { endSessions } = await import('./sessions.administration.ts');
    const which = await toSessions(end, typed, options);
    await perform(options, {
      work: (trx, now) => endSessions(trx, which, now),
      format: formatEnded,
    });
  });
}

/** The sessions to end: exactly one of a token, a user and all. */
async function toSessions(
  command: Command,
  typed: string | undefined,
  { user, id, suffix, all }: EndOptions,
): Promise<SessionsToEnd> {
  const given = [typed, user, id, all].filter((value) => value !== undefined);
  if (given.length !== 1) {
    command.error('error: give one of: a token, --user NAME, --id N, --all');
  }
  const reference = id ?? user;
  if (suffix !== undefined && reference === undefined) {
    command.error('error: --suffix goes with --user or --id');
  }
  if (reference !== undefined) return { user: reference, suffix };
  if (all === true) return 'all';
  const token = typed === '-' ? await text(process.stdin) : (typed ?? '');
  return { token: token.trim().replace(`${SESSION_COOKIE}=`, '') };
}

function formatSessions({ username, user_id, sessions }: OpenSessions): string {
  const heading = `${username} (user ${user_id}) has ${count(sessions.length)} open`;
  const lines = sessions.map(
    ({ token_suffix, created_at, expires_at, origin, client_ip, user_agent }) =>
      `  ${token_suffix}  from ${created_at} to ${expires_at}  ${[origin, client_ip, user_agent].filter((part) => part !== null).join('  ')}`,
  );
  return [heading, ...lines].join('\n');
}

function formatEnded(ended: EndedSessions): string {
  if ('token_suffix' in ended) return `the session ending in ${ended.token_suffix} has ended`;
  const whose = 'username' in ended ? ` of ${ended.username} (user ${ended.user_id})` : '';
  return `${count(ended.ended_sessions)}${whose} ${ended.ended_sessions === 1 ? 'has' : 'have'} ended`;
}

function count(sessions: number): string {
  return `${sessions} session${sessions === 1 ? '' : 's'}`;
}
