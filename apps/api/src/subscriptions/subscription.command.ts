import { SUBSCRIPTION_TIERS } from '@portal/domain';
import { Argument, Command } from 'commander';
import {
  type CommonOptions,
  parseCount,
  tierNames,
  withAccount,
  withCommonOptions,
} from '../cli/command-options.ts';
import { perform } from '../cli/perform.ts';

interface GrantOptions extends CommonOptions {
  readonly days?: number;
  readonly by?: string;
  readonly reason?: string;
}

export function createSubscriptionCommand(): Command {
  const subscription = new Command('subscription').description('grant subscriptions');
  const grant = subscription
    .command('grant')
    .description('grant a tier')
    .argument('<name>', 'the username')
    .addArgument(new Argument('<tier>', 'the tier').choices(tierNames))
    .option('--days <n>', 'how long; without end when left out', parseCount);
  withCommonOptions(withAccount(grant)).action(
    async (username: string, tier: keyof typeof SUBSCRIPTION_TIERS, options: GrantOptions) => {
      const { grantSubscription } = await import('./subscriptions.administration.ts');
      await perform(options, {
        work: (trx, now) =>
          grantSubscription(trx, { ...options, username, tier: SUBSCRIPTION_TIERS[tier] }, now),
        tell: ({ expires_at }) =>
          `${username} has ${tier} now${expires_at === null ? '' : `, until ${expires_at}`}`,
      });
    },
  );
  return subscription;
}
