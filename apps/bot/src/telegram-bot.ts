import { Bot, type Context } from 'grammy';
import type { Logger } from 'pino';
import type { AnswerLogin } from './answer-login.ts';
import type { LoginOutcome } from './login-outcome.ts';
import { PRIVATE_CHAT_ONLY, toMessage } from './messages.ts';
import { toTelegramProfile } from './platform-profile.ts';
import { isPassing, toTelegramFault } from './telegram-fault.ts';
import { telegramTimeout } from './telegram-timeout.ts';

/** Seconds: what waited longer in Telegram's queue is answered no more. */
const MAX_AGE = 300;
const SEND_TIMEOUT_MS = 5000;

export interface TelegramOptions {
  readonly token: string;
  readonly api: string;
  readonly siteUrl: string;
  readonly answerLogin: AnswerLogin;
  readonly logger: Logger;
}

/** A bot that gives codes to a person in the private chat with that person, and nowhere else. */
export function createTelegramBot(options: TelegramOptions): Bot {
  const { token, api, logger } = options;
  const bot = new Bot(token, { client: { apiRoot: api } });
  // `bot.catch` is not called for a webhook; a boundary is, in both modes.
  const guarded = bot.errorBoundary(({ error }) => {
    logger.error({ platform: 'telegram', ...toTelegramFault(error) }, 'not delivered');
    // Telegram sends the update again when the webhook answers 500.
    if (isPassing(error)) throw new Error('not delivered');
  });
  // One fault would end polling.
  bot.catch(() => {});
  const fresh = guarded.on('message').filter(({ msg }) => Date.now() / 1000 - msg.date < MAX_AGE);
  fresh
    .chatType('private')
    .filter(isFromThePerson)
    .command(['login', 'start'], (context) => answer(context, options));
  fresh.chatType(['group', 'supergroup']).command('login', pointToPrivateChat);
  return bot;
}

/** Not what another bot sends, nor what a bot sends on behalf of a person. */
function isFromThePerson({ msg, from, chat }: Context): boolean {
  if (from === undefined || from.is_bot || from.id !== chat?.id) return false;
  return msg?.sender_business_bot === undefined && msg?.via_bot === undefined;
}

async function answer(context: Context, { answerLogin, siteUrl }: TelegramOptions): Promise<void> {
  if (context.from === undefined) return;
  const profile = toTelegramProfile(context.from);
  const outcome = await answerLogin(profile);
  const text = toMessage(outcome, { siteUrl, profile });
  const signal = telegramTimeout(SEND_TIMEOUT_MS);
  if (outcome.kind !== 'code') {
    await context.reply(text, {}, signal);
    return;
  }
  const { code } = outcome;
  await context.reply(
    `${code}\n\n${toEnd(outcome)}${text}`,
    {
      // An entity needs no escaping.
      entities: [{ type: 'code', offset: 0, length: code.length }],
      reply_markup: { inline_keyboard: [[{ text: 'Copy the code', copy_text: { text: code } }]] },
    },
    signal,
  );
}

function toEnd({ expires_at }: Extract<LoginOutcome, { kind: 'code' }>): string {
  const minutes = Math.round((Date.parse(expires_at) - Date.now()) / 60_000);
  return minutes >= 1 ? `This is your login code. It is good for ${minutes} min. ` : '';
}

async function pointToPrivateChat(context: Context): Promise<void> {
  const url = `https://t.me/${context.me.username}?start=login`;
  const reply_markup = { inline_keyboard: [[{ text: 'Open the private chat', url }]] };
  await context.reply(PRIVATE_CHAT_ONLY, { reply_markup }, telegramTimeout(SEND_TIMEOUT_MS));
}
