import type { Platform } from '@portal/domain';
import { Command } from 'commander';
import {
  type CommonOptions,
  parseHttpUrl,
  parsePlatformUserId,
  parsePlatformUsername,
  parseTime,
  platformArgument,
  withCommonOptions,
} from '../cli/command-options.ts';
import { perform } from '../cli/perform.ts';
import type { UserReference } from '../users/require-user.ts';
import { withUser } from '../users/user-options.ts';

interface AddOptions extends CommonOptions {
  readonly platformUsername: string;
  readonly avatarUrl?: string;
  readonly linkedAt?: string;
}

export function createLinkCommand(): Command {
  const link = new Command('link').description('link and unlink platform accounts');
  const add = withUser(link.command('add').description('link a platform account to a user'))
    .addArgument(platformArgument())
    .argument('<platform-user-id>', 'the id of the account on the platform', parsePlatformUserId)
    .requiredOption(
      '--platform-username <name>',
      'the name of the account on the platform',
      parsePlatformUsername,
    )
    .option('--avatar-url <url>', 'the avatar of the account', parseHttpUrl)
    .option('--linked-at <time>', 'when it was linked; now when left out', parseTime);
  withCommonOptions(add).action(
    async (
      ...[user, platform, accountId, options]: [UserReference, Platform, string, AddOptions]
    ) => {
      const { addLink } = await import('./links.administration.ts');
      await perform(options, {
        work: (trx, now) =>
          addLink(trx, user, {
            platform,
            platform_user_id: accountId,
            platform_username: options.platformUsername,
            platform_avatar_url: options.avatarUrl ?? null,
            linked_at: options.linkedAt ?? now,
            last_authenticated_at: options.linkedAt ?? now,
          }),
        format: (added) =>
          `${added.username} (user ${added.user_id}) is ${added.platform_username} on ${platform}`,
      });
    },
  );
  const remove = withUser(
    link
      .command('remove')
      .description('unlink a platform account and end the sessions of its user'),
  ).addArgument(platformArgument());
  withCommonOptions(remove).action(
    async (user: UserReference, platform: Platform, options: CommonOptions) => {
      const { removeLink } = await import('./links.administration.ts');
      await perform(options, {
        work: (trx, now) => removeLink(trx, { user, platform }, now),
        format: (removed) =>
          `${removed.username} (user ${removed.user_id}) is no longer ${removed.platform_username} on ${platform}`,
      });
    },
  );
  return link;
}
