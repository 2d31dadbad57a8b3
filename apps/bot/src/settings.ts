import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ });
const portalKey = z.string().regex(/^[\x21-\x7e]+$/);

/** A group of settings that is complete or absent, as one that is half there is a mistake. */
const SettingsSchema = z.object({
  PORTAL_URL: url,
  SITE_URL: url,
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4020),
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  PORTAL_DISCORD_KEY: portalKey.optional(),
  TELEGRAM_TOKEN: z
    .string()
    .regex(/^[0-9]+:[A-Za-z0-9_-]+$/)
    .optional(),
  PORTAL_TELEGRAM_KEY: portalKey.optional(),
  TELEGRAM_MODE: z.enum(['webhook', 'polling']).default('webhook'),
  TELEGRAM_WEBHOOK_URL: url.optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{32,256}$/)
    .optional(),
  TELEGRAM_API: url.default('https://api.telegram.org'),
});

const RegistrationSchema = z.object({
  DISCORD_APPLICATION_ID: z.string().regex(/^[1-9][0-9]{0,19}$/),
  DISCORD_TOKEN: z.string().regex(/^[\x21-\x7e]+$/),
  DISCORD_API: url.default('https://discord.com/api/v10'),
});

type Variables = Readonly<Record<string, string | undefined>>;
type Name = keyof typeof SettingsSchema.shape | keyof typeof RegistrationSchema.shape;

const EXPECTED: Readonly<Record<Name, string>> = {
  PORTAL_URL: 'the address of Portal, such as https://portal.example',
  SITE_URL: 'the address of the page where people sign in',
  HOST: 'the address to listen on',
  PORT: 'a port from 0 to 65535',
  DISCORD_PUBLIC_KEY: "the application's public key, 64 hex digits in lower case",
  PORTAL_DISCORD_KEY: "Portal's key of the Discord bot",
  TELEGRAM_TOKEN: "the bot's token from BotFather",
  PORTAL_TELEGRAM_KEY: "Portal's key of the Telegram bot",
  TELEGRAM_MODE: 'webhook or polling',
  TELEGRAM_WEBHOOK_URL: 'the public address of /telegram/webhook',
  TELEGRAM_WEBHOOK_SECRET: '32 to 256 characters of A-Z a-z 0-9 _ -',
  TELEGRAM_API: "the address of Telegram's Bot API",
  DISCORD_APPLICATION_ID: "the application's id, digits",
  DISCORD_TOKEN: "the application's bot token",
  DISCORD_API: "the address of Discord's API",
};

/** Settings that are wrong; the message has a line for each and repeats no value, since most are secrets. */
export class SettingsError extends Error {
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'SettingsError';
  }
}

export interface DiscordSettings {
  readonly publicKey: string;
  readonly portalKey: string;
}

export interface TelegramSettings {
  readonly token: string;
  readonly portalKey: string;
  readonly api: string;
  /** Undefined: long polling. */
  readonly webhook: { readonly url: string; readonly secret: string } | undefined;
}

export interface Settings {
  readonly portalUrl: string;
  readonly siteUrl: string;
  readonly host: string;
  readonly port: number;
  readonly discord: DiscordSettings | undefined;
  readonly telegram: TelegramSettings | undefined;
}

export type RegistrationSettings = z.infer<typeof RegistrationSchema>;

/** Reads the settings of the bot; throws a SettingsError. An empty variable is one that is not set. */
export function parseSettings(variables: Variables): Settings {
  const values = parse(SettingsSchema, variables);
  const settings = {
    portalUrl: values.PORTAL_URL,
    siteUrl: values.SITE_URL,
    host: values.HOST,
    port: values.PORT,
    discord: toDiscord(values),
    telegram: toTelegram(values),
  };
  if (settings.discord === undefined && settings.telegram === undefined) {
    throw new SettingsError([
      'set DISCORD_PUBLIC_KEY or TELEGRAM_TOKEN: no platform is configured',
    ]);
  }
  return settings;
}

/** Reads what `register` needs; throws a SettingsError. */
export function parseRegistrationSettings(variables: Variables): RegistrationSettings {
  return parse(RegistrationSchema, variables);
}

function toDiscord(values: z.infer<typeof SettingsSchema>): DiscordSettings | undefined {
  const { DISCORD_PUBLIC_KEY: publicKey, PORTAL_DISCORD_KEY: portalKey } = values;
  if (publicKey === undefined && portalKey === undefined) return undefined;
  return {
    publicKey: required('DISCORD_PUBLIC_KEY', publicKey),
    portalKey: required('PORTAL_DISCORD_KEY', portalKey),
  };
}

function toTelegram(values: z.infer<typeof SettingsSchema>): TelegramSettings | undefined {
  const { TELEGRAM_TOKEN: token, PORTAL_TELEGRAM_KEY: portalKey } = values;
  if (token === undefined && portalKey === undefined) return undefined;
  const isWebhook = values.TELEGRAM_MODE === 'webhook';
  return {
    token: required('TELEGRAM_TOKEN', token),
    portalKey: required('PORTAL_TELEGRAM_KEY', portalKey),
    api: values.TELEGRAM_API,
    webhook: isWebhook
      ? {
          url: required('TELEGRAM_WEBHOOK_URL', values.TELEGRAM_WEBHOOK_URL),
          secret: required('TELEGRAM_WEBHOOK_SECRET', values.TELEGRAM_WEBHOOK_SECRET),
        }
      : undefined,
  };
}

function required(name: Name, value: string | undefined): string {
  if (value === undefined) throw new SettingsError([`${name} is missing: ${EXPECTED[name]}`]);
  return value;
}

function parse<TSchema extends z.ZodObject>(
  schema: TSchema,
  variables: Variables,
): z.infer<TSchema> {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const names = new Set(result.error.issues.map(({ path }) => path[0] as Name));
  throw new SettingsError(
    [...names].map((name) => {
      const fault = given[name] === undefined ? 'is missing' : 'is wrong';
      return `${name} ${fault}: ${EXPECTED[name]}`;
    }),
  );
}
