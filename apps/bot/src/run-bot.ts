import { pino } from 'pino';
import { registerCommand } from './register-command.ts';
import { parseRegistrationSettings, parseSettings, SettingsError } from './settings.ts';
import { StartError, startBot } from './start-bot.ts';

const HELP = `Usage: portal-bot [register]

Answers /login on Discord and Telegram with a login code of Portal.

  portal-bot            serve, with settings from the environment
  portal-bot register   tell Discord of the command /login, once

The settings are in apps/bot/README.md.
`;

/** The command line. Faults of the settings are lines on standard error, and the process ends with 1. */
export async function runBot(args: readonly string[]): Promise<void> {
  const [command = 'serve', ...rest] = args;
  if (command === '--help' || command === '-h') return void process.stdout.write(HELP);
  const isKnown = command === 'serve' || command === 'register';
  if (!isKnown || rest.length > 0) return endWith('see: portal-bot --help', 2);
  try {
    await (command === 'register' ? register() : serve());
  } catch (error) {
    if (!(error instanceof SettingsError || error instanceof StartError)) throw error;
    endWith(error.message, 1);
  }
}

async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: the settings of a command are its environment.
  await registerCommand(parseRegistrationSettings(process.env));
  process.stdout.write('Discord knows the command /login now.\n');
}

async function serve(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: the settings of a command are its environment.
  const settings = parseSettings(process.env);
  const bot = await startBot(settings, pino());
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!isStopping) void bot.close();
      isStopping = true;
    });
  }
  process.stdout.write(`${describe(settings, bot.url)}\n`);
}

function describe({ discord, telegram }: ReturnType<typeof parseSettings>, url: string): string {
  const lines = [
    discord === undefined ? [] : [`Discord: interactions at ${url}/discord/interactions`],
    telegram === undefined
      ? []
      : [telegram.webhook ? `Telegram: webhook at ${url}/telegram/webhook` : 'Telegram: polling'],
  ];
  return lines.flat().join('\n');
}

function endWith(message: string, code: number): void {
  for (const line of message.split('\n')) process.stderr.write(`portal-bot: ${line}\n`);
  process.exitCode = code;
}
