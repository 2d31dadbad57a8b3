import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { cases } from '../cases/cases.ts';
import { createHarness } from '../harness/create-harness.ts';
import type { Form } from '../harness/harness.ts';
import type { Implementation } from '../implementation.ts';
import { createCheckoutPeers } from '../portal.ts';
import { describeMachine } from './machine.ts';
import { measure } from './measure.ts';
import { toTable } from './table.ts';
import { WrongAnswers } from './wrong-answers.ts';

interface ProgramOptions {
  readonly quick?: boolean;
  readonly rounds?: number;
  readonly users?: number;
  readonly only?: readonly string[];
  readonly json?: string;
  readonly peerCheckout?: string;
}

const SEED = 1;
const DEFAULTS = { quick: { rounds: 1, users: 1000 }, full: { rounds: 7, users: 100_000 } };

/** The whole command line, for whichever implementations there are. */
export function createProgram(implementations: readonly Implementation[]): Command {
  const listNames = (named: readonly { readonly name: string }[]) =>
    named.map(({ name }) => name).join(', ');
  return new Command('portal-bench')
    .description('Measure the cost of a request in Portal, beside baselines and peers.')
    .argument('[cases...]', `${listNames(cases)}; all unless named`)
    .option('--quick', 'check every answer, and run a short round of each case')
    .option('--rounds <number>', 'rounds of each case (7, quick: 1)', parseCount)
    .option('--users <number>', 'ordinary users in the database (100000, quick: 1000)', parseCount)
    .option('--only <implementations...>', listNames(implementations))
    .option('--peer-checkout <folder>', 'measure the Portal of another checkout beside this one')
    .option('--json <file>', 'write every figure there too')
    .action((names, options, command) => run(implementations, { names, options }, command));
}

interface Given {
  readonly names: readonly string[];
  readonly options: ProgramOptions;
}

async function run(
  implementations: readonly Implementation[],
  { names, options }: Given,
  command: Command,
): Promise<void> {
  if (!existsSync('/proc/self/task')) command.error('error: processor time is read from Linux');
  const form: Form = options.quick ? 'quick' : 'full';
  const { rounds, users } = { ...DEFAULTS[form], ...options };
  const chosen = choose(names, cases, (name) =>
    command.error(`error: there is no case ${name}; see: --help`),
  );
  const known = [...implementations, ...findCheckoutPeers(options.peerCheckout, command)];
  const there = known.filter(({ install }) => form === 'full' || install === undefined);
  const members = choose(options.only ?? [], there, (name) =>
    command.error(`error: there is no implementation ${name} here; see: --help`),
  );
  const machine = describeMachine();
  await interruptibly(async (signal) => {
    await using harness = await createHarness({
      form,
      rounds,
      world: { users, seed: SEED },
      signal,
      note,
    });
    const found = await measure(harness, chosen, members);
    const result = { form, machine, users, rounds, ...found };
    process.stdout.write(`${toTable(result)}\n`);
    if (options.json) await writeFile(options.json, `${JSON.stringify(result, null, 2)}\n`);
  });
}

function findCheckoutPeers(
  folder: string | undefined,
  command: Command,
): readonly Implementation[] {
  if (folder === undefined) return [];
  try {
    return createCheckoutPeers(resolve(folder));
  } catch {
    return command.error(`error: ${folder} is no checkout of Portal`);
  }
}

/** Those that are named, in the order of the table, or all of them. */
function choose<TNamed extends { readonly name: string }>(
  names: readonly string[],
  all: readonly TNamed[],
  fail: (name: string) => never,
): readonly TNamed[] {
  const unknown = names.find((name) => !all.some((each) => each.name === name));
  if (unknown !== undefined) fail(unknown);
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

/** A signal ends every process of the run, and with them the run, which then removes its files. */
async function interruptibly(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => controller.abort());
  }
  try {
    await work(controller.signal);
  } catch (error) {
    process.exitCode = controller.signal.aborted ? 130 : 1;
    if (!controller.signal.aborted) note(formatError(error));
  }
}

function formatError(error: unknown): string {
  if (error instanceof WrongAnswers) return error.faults.join('\n');
  return String(error instanceof Error ? error.stack : error);
}

function parseCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number above 0');
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
