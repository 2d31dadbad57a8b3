import { DEFAULT_REQUESTS_PER_MINUTE } from '@portal/contract';
import { DEFAULT_WEB_LOGIN_REQUIRED_EVERY } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import proxyAddr from 'proxy-addr';
import { z } from 'zod';
import { DEFAULT_DATABASE } from './default-database.ts';

/** How a server runs, from the environment. */
export type Config = Readonly<z.output<typeof ConfigSchema>>;

const PerMinute = wholeNumber(0, 1_000_000, 'requests a minute (0 turns the limit off)');
const Connections = wholeNumber(0, 1_000_000, 'connections (0 turns the limit off)');
const Seconds = wholeNumber(1, 600, 'seconds');

const ConfigSchema = z.object({
  PORTAL_DB: z.string().default(DEFAULT_DATABASE),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535, '(0 takes any free port)').default(3000),
  /** Origins whose pages may call with credentials. */
  CORS_ORIGINS: listOf(isOrigin, 'origins such as https://app.example').default([]),
  RATE_LIMIT_USER: PerMinute.default(DEFAULT_REQUESTS_PER_MINUTE.user),
  RATE_LIMIT_LOGIN: PerMinute.default(DEFAULT_REQUESTS_PER_MINUTE.login),
  /** Of each bot. */
  RATE_LIMIT_BOT: PerMinute.default(DEFAULT_REQUESTS_PER_MINUTE.bot),
  /** What codes are made with: several servers on one database need the same. Each start draws one if it is not set. */
  LOGIN_CODE_SECRET: z
    .string()
    .refine((text) => /^[0-9a-f]{64}$/i.test(text), { error: 'must be 64 hex digits' })
    .transform((text) => Buffer.from(text, 'hex'))
    .optional(),
  BOT_LOGIN_WEB_REQUIRED_EVERY: wholeNumber(
    0,
    1000,
    'bot logins in a row (0 turns it off)',
  ).default(DEFAULT_WEB_LOGIN_REQUIRED_EVERY),
  COOKIE_SECURE: z
    .enum(['on', 'off'], { error: 'must be on or off' })
    .default('on')
    .transform((text) => text === 'on'),
  COOKIE_DOMAIN: z
    .string()
    .refine(isDomain, { error: 'must be a domain such as portal.example' })
    .optional(),
  /** Whose `X-Forwarded-For` is believed. */
  TRUSTED_PROXIES: listOf(isAddressRange, 'addresses or ranges such as 10.0.0.0/8').default([]),
  MAX_CONNECTIONS: Connections.default(2000),
  /** Of one client address that is no trusted proxy. */
  MAX_CONNECTIONS_PER_ADDRESS: Connections.default(200),
  MAX_REQUESTS_PER_CONNECTION: wholeNumber(
    0,
    1_000_000,
    'requests (0 turns the limit off)',
  ).default(1000),
  HEADERS_TIMEOUT: Seconds.default(10),
  REQUEST_TIMEOUT: Seconds.default(15),
  KEEP_ALIVE_TIMEOUT: Seconds.default(5),
  ANSWER_TIMEOUT: Seconds.default(30),
  METRICS_HOST: z.string().default('127.0.0.1'),
  /** Nothing is measured without one. */
  METRICS_PORT: wholeNumber(0, 65_535, '(0 takes any free port)').optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be one of trace, debug, info, warn, error, fatal, silent',
    })
    .default('info'),
});

type Environment = Readonly<Record<string, string | undefined>>;

export function readEnvironment(): Environment {
  // biome-ignore lint/style/noProcessEnv: the one place that reads it
  return process.env;
}

/** Reads the whole configuration; throws an OperatorError that names every variable with a wrong value. */
export function parseConfig(environment: Environment): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => name in ConfigSchema.shape && value !== '',
    ),
  );
  const result = ConfigSchema.safeParse(given);
  if (result.success) {
    const { COOKIE_SECURE, HOST } = result.data;
    if (!COOKIE_SECURE && !isLoopback(HOST)) {
      throw new OperatorError('COOKIE_SECURE=off is for a HOST of this machine alone');
    }
    return Object.freeze(result.data);
  }
  const faults = result.error.issues.map(({ path: [name], message }) => {
    if (name === 'LOGIN_CODE_SECRET') return `${name} ${message}`;
    return `${String(name)} ${message}, not "${given[String(name)]}"`;
  });
  throw new OperatorError(faults.join('; '));
}

function wholeNumber(least: number, most: number, unit: string) {
  const message = `must be a whole number from ${least} to ${most} ${unit}`;
  return z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: message,
    })
    .transform(Number);
}

function listOf(isItem: (text: string) => boolean, kind: string) {
  return z
    .string()
    .transform((text) => text.split(',').map((item) => item.trim()))
    .refine((items) => items.every(isItem), { error: `must be a comma-separated list of ${kind}` });
}

function isDomain(text: string): boolean {
  return /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/.test(text);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function isAddressRange(text: string): boolean {
  try {
    proxyAddr.compile(text);
    return true;
  } catch {
    return false;
  }
}
