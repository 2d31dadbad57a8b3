import { refuseInOneLine } from '@portal/serving/refuse-in-one-line';
import { Command } from 'commander';
import { createBackupCommand } from './commands/backup.command.ts';
import { createCheckCommand } from './commands/check.command.ts';
import { createLinkCommand } from './commands/link.command.ts';
import { createMigrateCommand } from './commands/migrate.command.ts';
import { createModerationCommand } from './commands/moderation.command.ts';
import { createPermissionCommand } from './commands/permission.command.ts';
import { createBotCommand, createChatCommand } from './commands/possession.commands.ts';
import { createRestoreCommand } from './commands/restore.command.ts';
import { createServeCommand } from './commands/serve.command.ts';
import { createSessionCommand } from './commands/session.command.ts';
import { createSubscriptionCommand } from './commands/subscription.command.ts';
import { createUserCommand } from './commands/user.command.ts';

/**
 * The whole command line; administration has no endpoints. A command imports what it does when it runs, so that
 * none waits for the parts of another.
 */
export function createProgram(): Command {
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
  ];
  for (const command of commands) program.addCommand(command);
  refuseInOneLine(program, hideSurplus);
  return program;
}

/** Commander would repeat surplus arguments, which may be tokens. */
function hideSurplus(fault: string): string {
  return fault.replace(/(too many arguments.*?): .*/s, '$1');
}
