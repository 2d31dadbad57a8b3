import { generateKeyPairSync, sign } from 'node:crypto';
import { inspect } from 'node:util';
import { pino } from 'pino';
import { startBot } from '../src/start-bot.ts';
import { type BotApi, startBotApi } from './bot-api.ts';
import { type PortalStandIn, type Script, startPortalStandIn } from './portal-stand-in.ts';

export const TOKEN = '123456:telegram-token-that-nobody-may-see';
export const SECRET = 'webhook-secret-that-nobody-may-see';
export const DISCORD_KEY = 'hbot_discord-key-that-nobody-may-see';
export const TELEGRAM_KEY = 'hbot_telegram-key-that-nobody-may-see';
export const SITE = 'https://portal.example/login';

const keys = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const PUBLIC_KEY = keys.publicKey
  .export({ type: 'spki', format: 'der' })
  .subarray(-32)
  .toString('hex');

export interface TestBot extends AsyncDisposable {
  readonly url: string;
  readonly portal: PortalStandIn;
  readonly telegram: BotApi;
  /** Everything that was logged, as text. */
  log(): string;
  close(): Promise<void>;
}

/** The whole bot on real sockets, between a stand-in of Portal and one of Telegram's Bot API. */
export async function startTestBot(
  script: Script,
  mode: 'webhook' | 'polling' = 'webhook',
): Promise<TestBot> {
  const portal = await startPortalStandIn(script);
  const telegram = await startBotApi(TOKEN);
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const port = await findPort();
  const webhook = { url: `http://127.0.0.1:${port}/telegram/webhook`, secret: SECRET };
  const settings = {
    portalUrl: portal.url,
    siteUrl: SITE,
    host: '127.0.0.1',
    port,
    discord: { publicKey: PUBLIC_KEY, portalKey: DISCORD_KEY },
    telegram: {
      token: TOKEN,
      portalKey: TELEGRAM_KEY,
      api: telegram.url,
      webhook: mode === 'webhook' ? webhook : undefined,
    },
  };
  const bot = await startBot(settings, logger);
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= bot.close();
    return closing;
  };
  return {
    url: bot.url,
    portal,
    telegram,
    log: () => lines.join('') + inspect(lines, { depth: 9 }),
    close,
    async [Symbol.asyncDispose]() {
      await close();
      await portal[Symbol.asyncDispose]();
      await telegram[Symbol.asyncDispose]();
    },
  };
}

/** The webhook's address is told to Telegram, so it has to be known before the bot listens. */
async function findPort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface SignedRequest {
  readonly body: string;
  readonly headers: Record<string, string>;
}

export interface SigningOptions {
  readonly age?: number;
  readonly isForged?: boolean;
}

/** An interaction signed as Discord signs one, or by another key. */
export function signInteraction(
  interaction: unknown,
  { age = 0, isForged = false }: SigningOptions = {},
): SignedRequest {
  const body = typeof interaction === 'string' ? interaction : JSON.stringify(interaction);
  const timestamp = String(Math.floor(Date.now() / 1000) - age);
  const { privateKey } = isForged ? other : keys;
  const signature = sign(null, Buffer.from(timestamp + body), privateKey).toString('hex');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-signature-ed25519': signature,
      'x-signature-timestamp': timestamp,
    },
  };
}

export async function sendInteraction(bot: TestBot, request: SignedRequest): Promise<Response> {
  return fetch(`${bot.url}/discord/interactions`, { method: 'POST', ...request });
}
