import { Command, CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { withUser } from '../users/user-options.ts';
import { toArguments } from './to-arguments.ts';

const FORMS = [['--id', '7'], ['--id=7']];

test.each(FORMS)('%j stands where the username would', (...form) => {
  expect(toArguments(createProgram(), ['act', 'ban', ...form])).toEqual(['act', '#7', 'ban']);
  expect(toArguments(createProgram(), ['act', ...form, 'ban'])).toEqual(['act', '#7', 'ban']);
});

test.each([
  [['act', 'anna', 'ban']],
  [['act', '--id', '0', 'ban']],
  [['act', '--id', '1e3', 'ban']],
  [['act', '--', '--id', '7']],
  [['other', '--id', '7']],
])('%j is left as it is', (args) => {
  expect(toArguments(createProgram(), args)).toEqual(args);
});

test.each(['--help', '-h', '--version', '-V'])(
  '%s beside other arguments is an error with exit code 2',
  (option) => {
    const program = createProgram();
    const failure = catchError(() => toArguments(program, ['act', option, 'ban']));
    expect(failure).toMatchObject({ exitCode: 2 });
    expect(failure.message).toContain(`${option} stands alone`);
    expect(toArguments(program, ['act', option])).toEqual(['act', option]);
    expect(toArguments(program, [option])).toEqual([option]);
    const escaped = ['act', '--', option, 'ban'];
    expect(toArguments(program, escaped)).toEqual(escaped);
  },
);

test('the user of an id reaches the command as a number, the username as text', async () => {
  const seen: unknown[] = [];
  for (const args of [
    ['act', '--id', '7', 'ban'],
    ['act', 'anna', 'ban'],
    ['act', '--', '--help', 'ban'],
  ]) {
    const program = createProgram((user) => seen.push(user));
    await program.parseAsync([...toArguments(program, args)], { from: 'user' });
  }
  expect(seen).toEqual([7, 'anna', '--help']);
});

function createProgram(onUser: (user: unknown) => void = () => {}): Command {
  const program = new Command('portal').exitOverride();
  const act = withUser(program.command('act')).argument('<what>').action(onUser);
  for (const command of [act, program.command('other').argument('[x]')]) {
    command.exitOverride().configureOutput({ writeErr: () => {} });
  }
  return program;
}

function catchError(work: () => unknown): CommanderError {
  try {
    work();
  } catch (error) {
    if (error instanceof CommanderError) return error;
  }
  throw new Error('nothing was refused');
}
