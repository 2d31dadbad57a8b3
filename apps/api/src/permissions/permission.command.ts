import { PERMISSION_LEVELS } from '@portal/domain';
import { Argument, Command } from 'commander';
import { type CommonOptions, levelNames, withCommonOptions } from '../cli/command-options.ts';
import { perform } from '../cli/perform.ts';
import type { UserReference } from '../users/require-user.ts';
import { type ActorOptions, toActor, withActor, withUser } from '../users/user-options.ts';
import type { SetPermission } from './permissions.administration.ts';

interface SetOptions extends CommonOptions, ActorOptions {}

export function createPermissionCommand(): Command {
  const permission = new Command('permission').description('change permission levels');
  const set = withUser(
    permission
      .command('set')
      .description("change a user's level and end their sessions: they sign in again"),
  ).addArgument(new Argument('<level>', 'the new level').choices(levelNames));
  withCommonOptions(withActor(set)).action(
    async (user: UserReference, level: keyof typeof PERMISSION_LEVELS, options: SetOptions) => {
      const { setPermission } = await import('./permissions.administration.ts');
      await perform(options, {
        work: (trx, now) =>
          setPermission(
            trx,
            { user, level: PERMISSION_LEVELS[level], by: toActor(options), reason: options.reason },
            now,
          ),
        format: (change) =>
          `${change.username} (user ${change.user_id}) is ${level} ${formatChange(change)}`,
      });
    },
  );
  return permission;
}

function formatChange({ old_level, new_level, ended_sessions }: SetPermission): string {
  if (old_level === new_level) return 'already';
  if (ended_sessions === 0) return 'now';
  return `now, and signs in again: ${ended_sessions} open session${ended_sessions === 1 ? ' is' : 's are'} over`;
}
