import type { Command } from 'commander';
import { toRefusalLine } from './refusal-line.ts';

/** Commander's refusals, of all subcommands too, in the form of ours; `hide` takes out of them what must not be repeated. */
export function refuseInOneLine(program: Command, hide = (fault: string) => fault): void {
  const visit = (command: Command, path: string) => {
    command.configureOutput({
      outputError(text, write) {
        const fault = hide(text.replace(/^error: /, '').trim()).replace(/\.$/, '');
        write(toRefusalLine(program.name(), `${fault}; see: ${path} --help`));
      },
    });
    for (const child of command.commands) visit(child, `${path} ${child.name()}`);
  };
  visit(program, program.name());
}
