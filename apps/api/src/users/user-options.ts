import { Argument, type Command, InvalidArgumentError } from 'commander';
import type { UserReference } from './require-user.ts';

const USER_ARGUMENT = 'user';
const ID_FORM = /^[1-9]\d{0,15}$/;

/** Adds the target user of a command: a username as its first argument, or `--id N` instead. */
export function withUser(command: Command): Command {
  return command
    .addArgument(
      new Argument(`<${USER_ARGUMENT}>`, 'the username; or leave it out and give --id').argParser(
        parseReference,
      ),
    )
    .option('--id <n>', 'the id of the user, which stays when a name passes on', parseId);
}

/** The options of a change by a named actor. */
export function withActor(command: Command): Command {
  return command
    .option('--by <name>', 'the user who acts, held to the hierarchy')
    .option('--by-id <n>', 'the same by id', parseId)
    .option('--reason <text>', 'kept with the change, 1 to 500 characters', parseReason);
}

/** The options that `withActor` adds. */
export interface ActorOptions {
  readonly by?: string;
  readonly byId?: number;
  readonly reason?: string;
}

export function toActor({ by, byId }: ActorOptions): UserReference | undefined {
  return byId ?? by;
}

/** Puts a valid `--id N` in the place of the username, as `#N`, which is never a username. */
export function placeUserId(command: Command, args: readonly string[]): readonly string[] {
  if (command.registeredArguments[0]?.name() !== USER_ARGUMENT) return args;
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const at = args.findIndex((arg, index) => index < end && /^--id(=|$)/.test(arg));
  if (at === -1) return args;
  const isSplit = args[at] === '--id';
  const id = isSplit ? args[at + 1] : args[at]?.slice('--id='.length);
  if (id === undefined || !ID_FORM.test(id)) return args;
  return [`#${id}`, ...args.toSpliced(at, isSplit ? 2 : 1)];
}

export function parseId(text: string): number {
  const id = Number(text);
  if (ID_FORM.test(text) && Number.isSafeInteger(id)) return id;
  throw new InvalidArgumentError('It must be the id of a user.');
}

function parseReference(text: string): UserReference {
  return text.startsWith('#') ? parseId(text.slice(1)) : text;
}

function parseReason(text: string): string {
  const length = [...text].length;
  if (length >= 1 && length <= 500) return text;
  throw new InvalidArgumentError('It must have 1 to 500 characters.');
}
