import type { Command } from 'commander';
import { readCommit } from './read-commit.ts';

/** Adds `--version`, which prints the version and the commit; git is asked only then. */
export function addVersionOption(program: Command, version: string): void {
  program.option('-V, --version', 'print the version and the commit').on('option:version', () => {
    process.stdout.write(`${program.name()} ${version} (${readCommit()})\n`);
    process.exit(0);
  });
}
