import type { Platform } from '@portal/domain';
import { Command } from 'commander';
import {
  type CommonOptions,
  parseHttpUrl,
  parseTime,
  platformArgument,
  withCommonOptions,
} from '../cli/command-options.ts';
import { perform } from '../cli/perform.ts';

interface AddOptions extends CommonOptions {
  readonly platformUsername: string;
  readonly avatarUrl?: string;
  readonly linkedAt?: string;
}

export function createLinkCommand(): Command {
  const link = new Command('link').description('link and unlink platform accounts');
  const add = link
    .command('add')
    .description('link a platform account to a user')
    .argument('<name>', 'the username')
    .addArgument(platformArgument())
    .argument('<platform-user-id>', 'the id of the account on the platform')
    .requiredOption('--platform-username <name>', 'the name of the account on the platform')
    .option('--avatar-url <url>', 'the avatar of the account', parseHttpUrl)
    .option('--linked-at <time>', 'when it was linked; now when left out', parseTime);
  withCommonOptions(add).action(
    async (...[name, platform, accountId, options]: [string, Platform, string, AddOptions]) => {
      const { addLink } = await import('./links.administration.ts');
      await perform(options, {
        work: (trx, now) =>
          addLink(trx, name, {
            platform,
            platform_user_id: accountId,
            platform_username: options.platformUsername,
            platform_avatar_url: options.avatarUrl ?? null,
            linked_at: options.linkedAt ?? now,
            last_authenticated_at: options.linkedAt ?? now,
          }),
        tell: (added) => `${name} is ${added.platform_username} on ${added.platform}`,
      });
    },
  );
  const remove = link
    .command('remove')
    .description('unlink a platform account')
    .argument('<name>', 'the username')
    .addArgument(platformArgument());
  withCommonOptions(remove).action(
    async (name: string, platform: Platform, options: CommonOptions) => {
      const { removeLink } = await import('./links.administration.ts');
      await perform(options, {
        work: (trx) => removeLink(trx, name, platform),
        tell: (removed) => `${name} is no longer ${removed.platform_username} on ${platform}`,
      });
    },
  );
  return link;
}
