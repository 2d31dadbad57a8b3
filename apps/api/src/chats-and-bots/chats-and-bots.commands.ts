import type { Platform } from '@portal/domain';
import { Command } from 'commander';
import { type CommonOptions, platformArgument, withCommonOptions } from '../cli/command-options.ts';
import { perform } from '../cli/perform.ts';

export function createChatCommand(): Command {
  const chat = new Command('chat').description('add chats');
  const add = chat
    .command('add')
    .description('add a chat that a user owns')
    .argument('<owner>', 'the username of the owner')
    .argument('<chat-name>', 'the name of the chat');
  withCommonOptions(add).action(async (owner: string, name: string, options: CommonOptions) => {
    const { addChat } = await import('./chats-and-bots.administration.ts');
    await perform(options, {
      work: (trx) => addChat(trx, owner, name),
      tell: ({ id }) => `${owner} owns chat ${id}`,
    });
  });
  return chat;
}

export function createBotCommand(): Command {
  const bot = new Command('bot').description('add bots');
  const add = bot
    .command('add')
    .description('add a bot that a user owns')
    .argument('<owner>', 'the username of the owner')
    .argument('<bot-name>', 'the name of the bot')
    .addArgument(platformArgument());
  withCommonOptions(add).action(
    async (...[owner, name, platform, options]: [string, string, Platform, CommonOptions]) => {
      const { addBot } = await import('./chats-and-bots.administration.ts');
      await perform(options, {
        work: (trx, now) => addBot(trx, { owner, name, platform }, now),
        tell: ({ id }) => `${owner} owns bot ${id}`,
      });
    },
  );
  return bot;
}
