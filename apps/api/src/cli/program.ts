import { addVersionOption } from '@portal/serving/add-version-option';
import { refuseInOneLine } from '@portal/serving/refuse-in-one-line';
import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { createKeyCommand } from '../api-keys/api-key.command.ts';
import { createBotCommand, createChatCommand } from '../chats-and-bots/chats-and-bots.commands.ts';
import { createLinkCommand } from '../links/link.command.ts';
import { createModerationCommand } from '../moderation/moderation.command.ts';
import { createPermissionCommand } from '../permissions/permission.command.ts';
import { createSessionCommand } from '../sessions/session.command.ts';
import { createBackupCommand } from '../store/sqlite/file/backup/backup.command.ts';
import { createRestoreCommand } from '../store/sqlite/file/backup/restore.command.ts';
import { createCheckCommand } from '../store/sqlite/file/check/check.command.ts';
import { createMigrateCommand } from '../store/sqlite/migrations/migrate.command.ts';
import { createSubscriptionCommand } from '../subscriptions/subscription.command.ts';
import { createUserCommand } from '../users/user.command.ts';
import { createServeCommand } from './serve.command.ts';
import { toArguments } from './to-arguments.ts';

/**
 * The whole command line; administration has no endpoints. A command imports what it does when it runs, so that
 * none waits for the parts of another.
 */
export function createProgram(): { parseAsync(): Promise<unknown> } {
  const program = new Command('portal').description('Serve and administer user profiles.');
  const commands = [
    createServeCommand(),
    createMigrateCommand(),
    createBackupCommand(),
    createRestoreCommand(),
    createCheckCommand(),
    createUserCommand(),
    createLinkCommand(),
    createSessionCommand(),
    createPermissionCommand(),
    createSubscriptionCommand(),
    createModerationCommand(),
    createChatCommand(),
    createBotCommand(),
    createKeyCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  addVersionOption(program, manifest.version);
  refuseInOneLine(program, hideExcessArguments);
  return {
    parseAsync: () =>
      program.parseAsync(toArguments(program, process.argv.slice(2)), { from: 'user' }),
  };
}

/** Commander would repeat excess arguments, which may be tokens. */
function hideExcessArguments(fault: string): string {
  return fault.replace(/(too many arguments.*?): .*/s, '$1');
}
