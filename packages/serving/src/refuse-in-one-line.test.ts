import { Command } from 'commander';
import { expect, test } from 'vitest';
import { refuseInOneLine } from './refuse-in-one-line.ts';

test.each([
  [['--colour'], "portal: unknown option '--colour'; see: portal --help\n"],
  [
    ['user', 'add', 'a', 'b\nc'],
    "portal: too many arguments for 'add'. Expected 1 argument but got 2: a, b c; see: portal user add --help\n",
  ],
  [['user', 'add'], "portal: missing required argument 'name'; see: portal user add --help\n"],
])('%j is refused in one line, with whose help to see', (args, line) => {
  expect(refusalOf(args)).toBe(line);
});

test('what must not be repeated is taken out', () => {
  const hide = (fault: string) => fault.replace('secret', '…');
  expect(refusalOf(['--secret'], hide)).toBe("portal: unknown option '--…'; see: portal --help\n");
});

function refusalOf(args: readonly string[], hide?: (fault: string) => string): string {
  let written = '';
  const add = new Command('add').argument('<name>').allowExcessArguments(false);
  const user = new Command('user').addCommand(add);
  const program = new Command('portal').addCommand(user);
  for (const command of [program, user, add]) {
    command.exitOverride().configureOutput({
      writeErr: (text) => {
        written += text;
      },
    });
  }
  refuseInOneLine(program, hide);
  expect(() => program.parse(args, { from: 'user' })).toThrow();
  return written;
}
