import type { Command } from 'commander';
import { placeUserId } from '../users/user-options.ts';

const INFORMATION = ['--help', '-h', '--version', '-V'];

/**
 * The arguments as Commander is to read them. A user may be called `--help`: beside other arguments that is
 * an error (exit code 2), so that a command never prints its help in place of what it was asked to do.
 */
export function toArguments(program: Command, args: readonly string[]): readonly string[] {
  const { command, rest } = findCommand(program, args);
  const options = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  const asked = options.find((option) => INFORMATION.includes(option));
  if (asked !== undefined && rest.length > 1) {
    command.error(`error: ${asked} stands alone; give a user of that name by --id, or behind --`, {
      exitCode: 2,
    });
  }
  return [...args.slice(0, args.length - rest.length), ...placeUserId(command, rest)];
}

/** The command that the first words name, and the arguments behind them. */
function findCommand(
  command: Command,
  rest: readonly string[],
): { command: Command; rest: readonly string[] } {
  const child = command.commands.find((candidate) => candidate.name() === rest[0]);
  return child === undefined ? { command, rest } : findCommand(child, rest.slice(1));
}
