import { SESSION_COOKIE } from '@portal/contract/session-cookie';
import { Command } from 'commander';
import { type CommonOptions, parseCount, withCommonOptions } from '../cli/command-options.ts';
import { perform } from '../cli/perform.ts';

interface IssueOptions extends CommonOptions {
  readonly ttl?: number;
}

export function createSessionCommand(): Command {
  const session = new Command('session').description('issue and end sessions');
  const issue = session
    .command('issue')
    .description('make a session and print its cookie, ready for curl -b')
    .argument('<name>', 'the username')
    .option('--ttl <seconds>', 'how long it lasts, at most the lifetime of the level', parseCount);
  withCommonOptions(issue).action(async (username: string, options: IssueOptions) => {
    const { issueSession } = await import('./sessions.administration.ts');
    await perform(options, {
      work: (trx, now) =>
        issueSession(trx, { username, origin: 'command_line', ttl: options.ttl }, now),
      tell: (issued) => `${SESSION_COOKIE}=${issued.token}`,
    });
  });
  const end = session.command('end').description('end a session').argument('<token>', 'its token');
  withCommonOptions(end).action(async (token: string, options: CommonOptions) => {
    const { endSessionByToken } = await import('./sessions.administration.ts');
    await perform(options, {
      work: (trx, now) => endSessionByToken(trx, token, now),
      tell: (ended) => `the session ending in ${ended.token_suffix} is over`,
    });
  });
  return session;
}
