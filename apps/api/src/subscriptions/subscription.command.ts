import { SUBSCRIPTION_TIERS } from '@portal/domain';
import { Argument, Command } from 'commander';
import {
  type CommonOptions,
  parseCount,
  tierNames,
  withCommonOptions,
} from '../cli/command-options.ts';
import { perform } from '../cli/perform.ts';
import type { UserReference } from '../users/require-user.ts';
import { type ActorOptions, toActor, withActor, withUser } from '../users/user-options.ts';

interface GrantOptions extends CommonOptions, ActorOptions {
  readonly days?: number;
}

export function createSubscriptionCommand(): Command {
  const subscription = new Command('subscription').description('grant subscriptions');
  const grant = withUser(subscription.command('grant').description('grant a tier'))
    .addArgument(new Argument('<tier>', 'the tier').choices(tierNames))
    .option('--days <n>', 'how long premium lasts; it has no end when left out', parseCount);
  withCommonOptions(withActor(grant)).action(
    async (user: UserReference, tier: keyof typeof SUBSCRIPTION_TIERS, options: GrantOptions) => {
      const { grantSubscription } = await import('./subscriptions.administration.ts');
      await perform(options, {
        work: (trx, now) =>
          grantSubscription(
            trx,
            { ...options, user, tier: SUBSCRIPTION_TIERS[tier], by: toActor(options) },
            now,
          ),
        format: ({ user_id, username, expires_at }) =>
          `${username} (user ${user_id}) has ${tier} now${expires_at === null ? '' : `, until ${expires_at}`}`,
      });
    },
  );
  return subscription;
}
