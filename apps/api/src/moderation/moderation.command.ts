import { MODERATION_ACTION_TYPES, type ModerationActionType } from '@portal/domain';
import { Argument, Command } from 'commander';
import {
  type CommonOptions,
  parseCount,
  withAccount,
  withCommonOptions,
} from '../cli/command-options.ts';
import { perform } from '../cli/perform.ts';

interface AddOptions extends CommonOptions {
  readonly seconds?: number;
  readonly by?: string;
  readonly reason?: string;
}

export function createModerationCommand(): Command {
  const moderation = new Command('moderation').description('add and lift moderation actions');
  const add = moderation
    .command('add')
    .description('act on a user')
    .argument('<name>', 'the username')
    .addArgument(
      new Argument('<action-type>', 'what is done').choices([...MODERATION_ACTION_TYPES]),
    )
    .option('--seconds <n>', 'how long; without end when left out', parseCount);
  withCommonOptions(withAccount(add)).action(
    async (username: string, action_type: ModerationActionType, options: AddOptions) => {
      const { addModeration } = await import('./moderation.administration.ts');
      await perform(options, {
        work: (trx, now) => addModeration(trx, { ...options, username, action_type }, now),
        tell: ({ id, expires_at }) =>
          `${username} has ${action_type} ${id}${expires_at === null ? '' : `, until ${expires_at}`}`,
      });
    },
  );
  const lift = moderation
    .command('lift')
    .description('lift an action')
    .argument('<id>', 'its id', parseCount);
  withCommonOptions(lift).action(async (id: number, options: CommonOptions) => {
    const { liftModeration } = await import('./moderation.administration.ts');
    await perform(options, {
      work: (trx, now) => liftModeration(trx, id, now),
      tell: () => `moderation action ${id} is lifted`,
    });
  });
  return moderation;
}
