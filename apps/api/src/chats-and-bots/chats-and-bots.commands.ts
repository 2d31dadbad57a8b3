import type { Platform } from '@portal/domain';
import { Command } from 'commander';
import { type CommonOptions, platformArgument, withCommonOptions } from '../cli/command-options.ts';
import { perform } from '../cli/perform.ts';
import type { UserReference } from '../users/require-user.ts';
import { withUser } from '../users/user-options.ts';

export function createChatCommand(): Command {
  const chat = new Command('chat').description('add chats');
  const add = withUser(chat.command('add').description('add a chat that a user owns')).argument(
    '<chat-name>',
    'the name of the chat',
  );
  withCommonOptions(add).action(
    async (owner: UserReference, name: string, options: CommonOptions) => {
      const { addChat } = await import('./chats-and-bots.administration.ts');
      await perform(options, {
        work: (trx) => addChat(trx, owner, name),
        format: (added) => `${added.owner} (user ${added.owner_id}) owns chat ${added.id}`,
      });
    },
  );
  return chat;
}

export function createBotCommand(): Command {
  const bot = new Command('bot').description('add bots');
  const add = withUser(bot.command('add').description('add a bot that a user owns'))
    .argument('<bot-name>', 'the name of the bot')
    .addArgument(platformArgument());
  withCommonOptions(add).action(
    async (
      ...[owner, name, platform, options]: [UserReference, string, Platform, CommonOptions]
    ) => {
      const { addBot } = await import('./chats-and-bots.administration.ts');
      await perform(options, {
        work: (trx, now) => addBot(trx, { owner, name, platform }, now),
        format: (added) => `${added.owner} (user ${added.owner_id}) owns bot ${added.id}`,
      });
    },
  );
  return bot;
}
