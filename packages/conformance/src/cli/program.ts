import { Command } from 'commander';
import { conformanceCases } from '../cases/conformance-cases.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { coverageTable } from '../coverage/coverage-table.ts';
import { type CaseResult, runConformance } from '../run-conformance.ts';
import type { Target } from '../target.ts';
import { type Cookies, collectCookie, parseTargetUrl } from './command-options.ts';
import { toRefusalLine } from './refusal-line.ts';
import { toJsonReport, toTextReport } from './report.ts';
import { findUrlTarget } from './url-target.ts';

interface ProgramOptions {
  readonly cookie?: Cookies;
  readonly only?: string;
  readonly json?: boolean;
  readonly coverage?: boolean;
}

/** The whole command line. */
export function createProgram(): Command {
  return new Command('portal-conformance')
    .description(
      'Ask an implementation whatever the contract of Portal promises, over REST and tRPC.',
    )
    .argument('[url]', 'where it listens, such as http://127.0.0.1:3000', parseTargetUrl)
    .option(
      '--cookie <viewer=cookie>',
      'a session, as in admin=psession=…; repeatable',
      collectCookie,
    )
    .option('--only <text>', 'only the cases whose group or name has this in it')
    .option('--json', 'print one JSON object')
    .option('--coverage', 'print what the cases cover, and ask nothing')
    .addHelpText('after', HELP)
    .allowExcessArguments(false)
    .configureOutput({
      outputError(text, write) {
        // A cookie that is not understood is not repeated either.
        const fault = text
          .replace(/^error: /, '')
          .replace(/(--cookie <.*?>') argument '.*?' is/s, '$1 is');
        write(toRefusalLine(`${fault.trim().replace(/\.$/, '')}; see: portal-conformance --help`));
      },
    })
    .action(run);
}

const HELP = `
Viewers are user, moderator, admin, owner, banned and timed_out. What needs a session that is not given
is skipped, and said to be. A mock of Portal needs none: it is asked for its own.
Users whose cookies are given are renamed and updated, and put back as they were at the end of each case.`;

async function run(
  url: string | undefined,
  { cookie = {}, only = '', json = false, coverage = false }: ProgramOptions,
  command: Command,
): Promise<void> {
  const cases = conformanceCases().filter(({ group, name }) => `${group}: ${name}`.includes(only));
  if (coverage) return print(`${coverageTable(cases)}\n`);
  if (url === undefined) command.error("error: missing required argument 'url'");
  const target = await findUrlTarget({ url, cookies: cookie, note });
  const results = await collect(target, cases);
  print(json ? toJsonReport(target, results) : toTextReport(target, results));
  if (results.some(({ status }) => status === 'failed')) process.exitCode = 1;
}

async function collect(
  target: Target,
  cases: readonly ConformanceCase[],
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for await (const result of runConformance(target, cases)) results.push(result);
  return results;
}

function print(text: string): void {
  process.stdout.write(text);
}

function note(text: string): void {
  process.stderr.write(toRefusalLine(text));
}
