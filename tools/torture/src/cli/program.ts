import { Command, InvalidArgumentError } from 'commander';
import { parts } from '../parts.ts';
import { isPassed, type PartResult, runPart } from '../run-part.ts';
import { toTable } from './table.ts';

interface ProgramOptions {
  readonly long?: boolean;
  readonly seed: number;
  readonly json?: boolean;
}

/** The whole command line. */
export function createProgram(): Command {
  return new Command('portal-torture')
    .description('Break a running Portal on purpose, on this machine, and count what it lost.')
    .argument('[parts...]', `${parts.map(({ name }) => name).join(', ')}; all unless named`)
    .option('--long', 'as long as for the record, with the figures of time judged too')
    .option('--seed <number>', 'decides everything random', parseSeed, 1)
    .option('--json', 'print one JSON object')
    .action(run);
}

async function run(names: readonly string[], options: ProgramOptions, command: Command) {
  const unknown = names.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) command.error(`error: there is no part ${unknown}; see: --help`);
  const chosen = names.length === 0 ? parts : parts.filter(({ name }) => names.includes(name));
  const form = options.long ? 'long' : 'short';
  const results: PartResult[] = [];
  for (const part of chosen) {
    note(`${part.name}: ${part.title}`);
    results.push(await runPart(part, { seed: options.seed, form, note }));
  }
  const run = { form, seed: options.seed, node: process.version, results } as const;
  process.stdout.write(options.json ? `${JSON.stringify(run, null, 2)}\n` : toTable(run));
  if (!results.every(isPassed)) process.exitCode = 1;
}

function parseSeed(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number of at most nine digits');
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
