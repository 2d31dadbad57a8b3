import {
  PERMISSION_LEVELS,
  PLATFORMS,
  SUBSCRIPTION_TIERS,
  type Timestamp,
  toTimestamp,
} from '@portal/domain';
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_DATABASE } from '../config/default-database.ts';

const MAX_NUMBER = 1_000_000_000;

/** The options every command takes. */
export interface CommonOptions {
  readonly db: string;
  readonly json?: boolean;
}

export function withCommonOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--db <file>', 'the database file')
        .env('PORTAL_DB')
        .default(DEFAULT_DATABASE)
        // An empty variable is one that is not set, as it is to a server.
        .argParser((file) => file || DEFAULT_DATABASE),
    )
    .option('--json', 'print one JSON object');
}

export const levelNames = Object.keys(PERMISSION_LEVELS) as (keyof typeof PERMISSION_LEVELS)[];
export const tierNames = Object.keys(SUBSCRIPTION_TIERS) as (keyof typeof SUBSCRIPTION_TIERS)[];

export function platformArgument(): Argument {
  return new Argument('<platform>', 'the platform').choices([...PLATFORMS]);
}

/** A whole number of at least 1. */
export function parseCount(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= MAX_NUMBER) return value;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MAX_NUMBER}.`);
}

/** A moment from 1970 to 9999 with its zone, cut to the second in UTC. */
export function parseTime(text: string): Timestamp {
  const form = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
  const [, day = ''] = form.exec(text) ?? [];
  const moment = Date.parse(text);
  const timestamp = toTimestamp(moment);
  const isHeld = Math.floor(moment / 1000) * 1000 === Date.parse(timestamp);
  if (isDay(day) && isHeld) return timestamp;
  throw new InvalidArgumentError('It must be a time such as 2026-03-19T12:00:00Z.');
}

/** `Date.parse` takes 30 February for 2 March. */
function isDay(day: string): boolean {
  return day !== '' && toTimestamp(Date.parse(`${day}T00:00:00Z`)).startsWith(day);
}

/** An http or https URL in the form in which URLs are stored: `HTTPS://x/a b` becomes `https://x/a%20b`. */
export function parseHttpUrl(text: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return new URL(text).href;
  throw new InvalidArgumentError('It must be an http or https URL.');
}

/** 1 to 64 characters without control characters, as a platform gives the name of an account. */
export function parsePlatformUsername(text: string): string {
  const length = [...text].length;
  if (length >= 1 && length <= 64 && text.isWellFormed() && !/\p{Cc}/u.test(text)) return text;
  throw new InvalidArgumentError('It must have 1 to 64 characters, and no control characters.');
}

/** The id of an account on its platform: 1 to 20 digits. */
export function parsePlatformUserId(text: string): string {
  if (/^[1-9]\d{0,19}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be 1 to 20 digits.');
}
