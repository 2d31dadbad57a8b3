import { PERMISSION_LEVELS } from '@portal/domain';
import { Argument, Command } from 'commander';
import {
  type CommonOptions,
  levelNames,
  withAccount,
  withCommonOptions,
} from '../cli/command-options.ts';
import { perform } from '../cli/perform.ts';
import type { SetPermission } from './permissions.administration.ts';

interface SetOptions extends CommonOptions {
  readonly by?: string;
  readonly reason?: string;
}

export function createPermissionCommand(): Command {
  const permission = new Command('permission').description('change permission levels');
  const set = permission
    .command('set')
    .description("change a user's level and end their sessions: they sign in again")
    .argument('<name>', 'the username')
    .addArgument(new Argument('<level>', 'the new level').choices(levelNames));
  withCommonOptions(withAccount(set)).action(
    async (username: string, level: keyof typeof PERMISSION_LEVELS, options: SetOptions) => {
      const { setPermission } = await import('./permissions.administration.ts');
      await perform(options, {
        work: (trx, now) =>
          setPermission(
            trx,
            { username, level: PERMISSION_LEVELS[level], by: options.by, reason: options.reason },
            now,
          ),
        tell: (change) => `${username} is ${level} ${tellChange(change)}`,
      });
    },
  );
  return permission;
}

function tellChange({ old_level, new_level, ended_sessions }: SetPermission): string {
  if (old_level === new_level) return 'already';
  if (ended_sessions === 0) return 'now';
  return `now, and signs in again: ${ended_sessions} open session${ended_sessions === 1 ? ' is' : 's are'} over`;
}
