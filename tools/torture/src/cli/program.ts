import { Command, InvalidArgumentError } from 'commander';
import { isPassed, runScenario, type ScenarioResult } from '../run-scenario.ts';
import { scenarios } from '../scenarios.ts';
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
    .argument('[scenarios...]', `${scenarios.map(({ name }) => name).join(', ')}; all unless named`)
    .option('--long', 'as long as for the record, with the figures of time checked too')
    .option('--seed <number>', 'decides everything random', parseSeed, 1)
    .option('--json', 'print one JSON object')
    .action(run);
}

async function run(names: readonly string[], options: ProgramOptions, command: Command) {
  const unknown = names.find((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown !== undefined) command.error(`error: there is no scenario ${unknown}; see: --help`);
  const chosen =
    names.length === 0 ? scenarios : scenarios.filter(({ name }) => names.includes(name));
  const form = options.long ? 'long' : 'short';
  const results: ScenarioResult[] = [];
  for (const scenario of chosen) {
    note(`${scenario.name}: ${scenario.title}`);
    results.push(await runScenario(scenario, { seed: options.seed, form, note }));
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
