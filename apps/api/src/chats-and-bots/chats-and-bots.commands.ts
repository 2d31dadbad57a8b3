import { BOT_TYPES, type Platform } from '@portal/domain';
import { Argument, Command, Option } from 'commander';
import { parseKeyId } from '../api-keys/api-key.command.ts';
import { type CommonOptions, platformArgument, withCommonOptions } from '../cli/command-options.ts';
import { perform } from '../cli/perform.ts';
import type { UserReference } from '../users/require-user.ts';
import { withUser } from '../users/user-options.ts';
import type { BotTypeName } from './chats-and-bots.administration.ts';

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
  const bot = new Command('bot').description('add bots, renew their keys, switch them off');
  addAdd(bot);
  addKey(bot);
  addSetActive(bot);
  return bot;
}

interface AddOptions extends CommonOptions {
  readonly type: BotTypeName;
}

function addAdd(bot: Command): void {
  const add = withUser(
    bot.command('add').description('add a bot that a user owns, and print its key, once'),
  )
    .argument('<bot-name>', 'the name of the bot')
    .addArgument(platformArgument())
    .addOption(
      new Option('--type <type>', 'only official bots give login codes')
        .choices(Object.keys(BOT_TYPES))
        .default('community'),
    );
  withCommonOptions(add).action(
    async (...[owner, name, platform, options]: [UserReference, string, Platform, AddOptions]) => {
      const { addBot } = await import('./chats-and-bots.administration.ts');
      const { type } = options;
      await perform(options, {
        work: (trx, now) => addBot(trx, { owner, name, platform, type }, now),
        format: (added) =>
          `${added.owner} (user ${added.owner_id}) owns bot ${added.id}\n${added.key}`,
      });
    },
  );
}

function addKey(bot: Command): void {
  const key = bot
    .command('key')
    .description('make a new key of a bot and print it; the old one is invalid at once')
    .argument('<bot-id>', 'the id of the bot', parseKeyId);
  withCommonOptions(key).action(async (id: number, options: CommonOptions) => {
    const { renewBotKey } = await import('./chats-and-bots.administration.ts');
    await perform(options, {
      work: (trx, now) => renewBotKey(trx, id, now),
      format: (renewed) => renewed.key,
    });
  });
}

function addSetActive(bot: Command): void {
  const setActive = bot
    .command('set-active')
    .description('let a bot call, or not')
    .argument('<bot-id>', 'the id of the bot', parseKeyId)
    .addArgument(new Argument('<state>', 'whether it may call').choices(['on', 'off']));
  withCommonOptions(setActive).action(async (id: number, state: string, options: CommonOptions) => {
    const { setBotActive } = await import('./chats-and-bots.administration.ts');
    await perform(options, {
      work: (trx, now) => setBotActive(trx, { id, is_active: state === 'on' }, now),
      format: ({ name, is_active }) =>
        `bot ${id} (${name}) ${is_active ? 'may call' : 'may not call any more'}`,
    });
  });
}
