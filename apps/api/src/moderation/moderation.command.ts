import { MODERATION_ACTION_TYPES, type ModerationActionType } from '@portal/domain';
import { Argument, Command } from 'commander';
import { type CommonOptions, parseCount, withCommonOptions } from '../cli/command-options.ts';
import { perform } from '../cli/perform.ts';
import type { UserReference } from '../users/require-user.ts';
import { type ActorOptions, toActor, withActor, withUser } from '../users/user-options.ts';

interface AddOptions extends CommonOptions, ActorOptions {
  readonly seconds?: number;
}

export function createModerationCommand(): Command {
  const moderation = new Command('moderation').description('add and lift moderation actions');
  const add = withUser(moderation.command('add').description('act on a user'))
    .addArgument(
      new Argument('<action-type>', 'what is done').choices([...MODERATION_ACTION_TYPES]),
    )
    .option('--seconds <n>', 'how long; without end when left out', parseCount);
  withCommonOptions(withActor(add)).action(
    async (user: UserReference, action_type: ModerationActionType, options: AddOptions) => {
      const { addModeration } = await import('./moderation.administration.ts');
      await perform(options, {
        work: (trx, now) =>
          addModeration(trx, { ...options, user, action_type, by: toActor(options) }, now),
        format: ({ id, username, user_id, expires_at }) =>
          `${username} (user ${user_id}) has ${action_type} ${id}${expires_at === null ? '' : `, until ${expires_at}`}`,
      });
    },
  );
  const lift = moderation
    .command('lift')
    .description('lift an action')
    .argument('<id>', 'its id', parseCount);
  withCommonOptions(withActor(lift)).action(
    async (id: number, options: CommonOptions & ActorOptions) => {
      const { liftModeration } = await import('./moderation.administration.ts');
      await perform(options, {
        work: (trx, now) => liftModeration(trx, { id, by: toActor(options) }, now),
        format: ({ username, user_id }) =>
          `moderation action ${id} of ${username} (user ${user_id}) is lifted`,
      });
    },
  );
  return moderation;
}
