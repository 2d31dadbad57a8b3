import { Command } from 'commander';
import { conformanceCases } from '../cases/conformance-cases.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { contractTable } from '../contract-table.ts';
import { coverageTable } from '../coverage/coverage-table.ts';
import { type CaseResult, runConformance } from '../run-conformance.ts';
import type { Target } from '../target.ts';
import { type Cookies, collectCookie, parseTargetUrl } from './command-options.ts';
import { toErrorLine } from './error-line.ts';
import { countResults, toJsonReport, toTextReport } from './report.ts';
import { collectSessions } from './sign-in-command.ts';
import { findUrlTarget } from './url-target.ts';

interface ProgramOptions {
  readonly cookie?: Cookies;
  readonly signIn?: string;
  readonly only?: string;
  readonly failIfMostSkipped?: boolean;
  readonly json?: boolean;
  readonly coverage?: boolean;
}

/** The whole command line. */
export function createProgram(): Command {
  return new Command('portal-conformance')
    .description(
      'Check what the contract of Portal promises on a running server, over REST and tRPC.',
    )
    .argument('[url]', 'where it listens, such as http://127.0.0.1:3000', parseTargetUrl)
    .option(
      '--cookie <viewer=cookie>',
      'a session, as in admin=psession=…; repeatable',
      collectCookie,
    )
    .option('--sign-in <command>', 'a command that prints a session cookie of {viewer}')
    .option('--only <text>', 'only the cases whose group or name has this in it')
    .option('--fail-if-most-skipped', 'exit with 1 when more than half of the cases are skipped')
    .option('--json', 'print one JSON object')
    .option('--coverage', 'print what the cases cover, and send nothing')
    .addHelpText('after', HELP)
    .allowExcessArguments(false)
    .configureOutput({
      outputError(text, write) {
        // An invalid cookie may hold a token, so it is not repeated.
        const message = text
          .replace(/^error: /, '')
          .replace(/(--cookie <.*?>') argument '.*?' is/s, '$1 is');
        write(toErrorLine(`${message.trim().replace(/\.$/, '')}; see: portal-conformance --help`));
      },
    })
    .action(run);
}

const HELP = `
Viewers are user, moderator, admin, owner, banned and timed_out. A case that needs a session that was not given is
skipped, and the report says so. A mock of Portal makes its own sessions. For a demo of Portal, one command makes them:
  portal-conformance http://127.0.0.1:3000 --sign-in 'portal session issue demo-{viewer}'
Users whose sessions are given are renamed and updated, and restored at the end of each case.`;

async function run(
  url: string | undefined,
  options: ProgramOptions,
  command: Command,
): Promise<void> {
  const { cookie = {}, only = '', json = false, coverage = false, signIn } = options;
  const cases = conformanceCases().filter(({ group, name }) => `${group}: ${name}`.includes(only));
  if (coverage) return print(`${coverageTable(contractTable, cases)}\n`);
  if (url === undefined) command.error("error: missing required argument 'url'");
  if (cases.length === 0) command.error(`error: no case has ${JSON.stringify(only)} in its name`);
  const cookies =
    signIn === undefined
      ? cookie
      : await collectSessions({ command: signIn, cookies: cookie, note });
  const target = await findUrlTarget({ url, cookies, note });
  const results = await collect(target, cases);
  print(json ? toJsonReport(target, results) : toTextReport(target, results));
  const { failed, skipped } = countResults(results);
  const areMostSkipped = skipped > results.length / 2;
  if (areMostSkipped) note(`WARNING: ${skipped} of ${results.length} cases were skipped`);
  if (failed > 0 || (areMostSkipped && options.failIfMostSkipped)) process.exitCode = 1;
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
  process.stderr.write(toErrorLine(text));
}
