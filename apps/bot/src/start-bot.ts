import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createPortalClient } from '@portal/client';
import type { Bot } from 'grammy';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { type AnswerLogin, createAnswerLogin } from './answer-login.ts';
import { createDiscordRoute } from './discord.ts';
import type { Settings } from './settings.ts';
import { createTelegramBot } from './telegram-bot.ts';
import { toTelegramFault } from './telegram-fault.ts';
import { telegramTimeout } from './telegram-timeout.ts';
import { createTelegramRoute } from './telegram-webhook.ts';

const START_TIMEOUT_MS = 5000;

export interface RunningBot {
  readonly url: string;
  close(): Promise<void>;
}

/** Thrown when the bot cannot start; the message repeats no secret. */
export class StartError extends Error {}

/** Listens for Discord and for Telegram's webhook, or polls Telegram. Throws a StartError. */
export async function startBot(settings: Settings, logger: Logger): Promise<RunningBot> {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  if (settings.discord !== undefined) {
    const { publicKey, portalKey } = settings.discord;
    const answerLogin = createAnswer(settings, portalKey, logger);
    const { siteUrl } = settings;
    const route = createDiscordRoute({ publicKey, siteUrl, answerLogin });
    app.route('/', await route.catch(() => fail('DISCORD_PUBLIC_KEY is no Ed25519 key')));
  }
  const telegram = createTelegram(settings, logger);
  if (telegram !== undefined) await initialize(telegram);
  const webhook = settings.telegram?.webhook;
  if (telegram !== undefined && webhook !== undefined) {
    app.route('/', createTelegramRoute(telegram, webhook.secret));
  }
  const { url, close } = await listen(app, settings);
  const stop =
    telegram === undefined ? undefined : await receiveUpdates(telegram, settings, logger);
  return {
    url,
    async close() {
      await Promise.all([close(), stop?.()]);
    },
  };
}

function createTelegram({ telegram, ...settings }: Settings, logger: Logger): Bot | undefined {
  if (telegram === undefined) return undefined;
  const answerLogin = createAnswer(settings, telegram.portalKey, logger);
  return createTelegramBot({ ...telegram, siteUrl: settings.siteUrl, answerLogin, logger });
}

/** A bot of Portal speaks for one platform, so each platform has a key, and a client, of its own. */
function createAnswer(
  { portalUrl }: Pick<Settings, 'portalUrl'>,
  apiKey: string,
  logger: Logger,
): AnswerLogin {
  const portal = createPortalClient({ url: portalUrl, apiKey, retries: 0 });
  return createAnswerLogin(portal, logger);
}

/** Before the first update: the webhook itself would wait for Telegram in front of the secret. */
async function initialize(bot: Bot): Promise<void> {
  try {
    await bot.init(telegramTimeout(START_TIMEOUT_MS));
  } catch (error) {
    fail(`Telegram does not know the bot: ${toTelegramFault(error).description}`);
  }
}

async function receiveUpdates(
  bot: Bot,
  { telegram }: Settings,
  logger: Logger,
): Promise<() => Promise<void>> {
  if (telegram?.webhook === undefined) return startPolling(bot, logger);
  const { url, secret } = telegram.webhook;
  const options = {
    secret_token: secret,
    allowed_updates: ['message'],
    max_connections: 10,
  } as const;
  try {
    await bot.api.setWebhook(url, options, telegramTimeout(START_TIMEOUT_MS));
  } catch (error) {
    fail(`Telegram does not take the webhook: ${toTelegramFault(error).description}`);
  }
  return async () => {};
}

/** Polling deletes the webhook of the token, so a developer needs a token of their own. */
function startPolling(bot: Bot, logger: Logger): () => Promise<void> {
  const polling = bot.start({ allowed_updates: ['message'] }).catch((error: unknown) => {
    logger.fatal({ platform: 'telegram', ...toTelegramFault(error) }, 'polling ended');
    process.exitCode = 1;
  });
  return async () => {
    await bot.stop().catch(() => {});
    await polling;
  };
}

async function listen(app: Hono, { host, port }: Settings) {
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(port, host);
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) =>
    fail(`cannot listen on port ${port}: ${error.code}`),
  );
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      await once(server, 'close');
    },
  };
}

function fail(message: string): never {
  throw new StartError(message);
}
