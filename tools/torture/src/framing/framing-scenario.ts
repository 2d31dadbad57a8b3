import { join } from 'node:path';
import { createRandom, type Random } from '@portal/workspace/random';
import { createPopulation, type SignedInUser } from '../portal/population.ts';
import { startPortal } from '../portal/portal-process.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { findHeader } from '../wire/parse-answer.ts';
import { isWellFormedError, toLabel } from './check-responses.ts';
import { corpus } from './corpus.ts';
import { FRAMING_USERS, type FramingCase, PAUSE, toPlace } from './framing-case.ts';
import { type Piece, type RawResult, sendRaw } from './send-raw.ts';

/** How often the corpus is sent again, in pieces that are cut anywhere. */
const ROUNDS = { short: 2, long: 50 };
const MOST_PIECES = 6;
const PAUSE_MS = 200;

/** However a request is framed, no client gets the answer to another's request, and each request is logged once. */
export const framingScenario: Scenario = {
  name: 'framing',
  title: `${corpus.length} requests that parsers read differently, with somebody else's behind each`,
  async run(context) {
    const file = join(context.folder, 'portal.db');
    const users = await createPopulation(
      file,
      FRAMING_USERS.map((username) => ({ username })),
    );
    await using portal = await startPortal({ file, env: { LOG_LEVEL: 'info' } });
    const random = createRandom(context.seed);
    const seen: Seen[] = [];
    for (let round = 0; round <= ROUNDS[context.form]; round++) {
      const send = async (one: FramingCase): Promise<Seen> => {
        const pieces = cut(fillIn(one.bytes, users), round === 0 ? () => 1 : random);
        return { one, result: await sendRaw(portal.url, { pieces, leaves: one.leaves }) };
      };
      seen.push(...(await Promise.all(corpus.map(send))));
      context.note(`round ${round}: ${seen.length} exchanges`);
    }
    const { code } = await portal.stop();
    report(context, seen);
    reportLog(context, portal.log(), seen);
    context.report({ name: 'exit of the server', value: code ?? 'killed', equal: 0 });
  },
};

interface Seen {
  readonly one: FramingCase;
  readonly result: RawResult;
}

function fillIn(bytes: string, users: readonly SignedInUser[]): string {
  return users.reduce((text, { username, cookie }) => {
    return text.replaceAll(toPlace(username), cookie);
  }, bytes);
}

/** Cut anywhere, and in one piece between its pauses where chance is 1. */
function cut(text: string, random: Random): readonly Piece[] {
  return text.split(PAUSE).flatMap((bytes, scenario) => {
    const count = Math.floor((1 - random()) * MOST_PIECES);
    const places = Array.from({ length: count }, () => Math.floor(random() * bytes.length));
    const ends = [...places.sort((a, b) => a - b), bytes.length];
    return ends.map((end, at) => {
      const after = at > 0 ? 1 : scenario * PAUSE_MS;
      return { bytes: bytes.slice(ends[at - 1] ?? 0, end), after };
    });
  });
}

function report({ report, note }: ScenarioContext, seen: readonly Seen[]): void {
  const answers = seen.flatMap(({ result }) => result.answers);
  const odd = seen.filter(({ one, result }) => !isExpected(one, result));
  for (const { one, result } of odd) {
    note(`${one.name}: ${result.answers.map(toLabel).join(', ') || 'none'} ${result.rest}`);
  }
  const count = (name: string, value: number) => report({ name, value, most: 0 });
  report({ name: 'exchanges', value: seen.length });
  count('answered otherwise than expected', odd.length);
  count('answers to a hidden request', answers.filter(isHidden).length);
  count('answers of 500 and above', answers.filter(({ status }) => !(status < 500)).length);
  const refusals = answers.filter(({ status }) => status >= 400);
  count('refusals in another form', refusals.filter((answer) => !isWellFormedError(answer)).length);
  count('connections that were not ended', seen.filter(({ result }) => result.hung).length);
}

function isExpected({ answers }: FramingCase, result: RawResult): boolean {
  return result.rest === '' && result.answers.map(toLabel).join() === answers.join();
}

function isHidden(answer: Parameters<typeof toLabel>[0]): boolean {
  return toLabel(answer).endsWith(' hidden');
}

interface LogLine {
  readonly correlation_id?: string;
  readonly status?: number;
  readonly user_id?: number;
}

/** One log line for each answer; other lines are of requests that broke off. */
function reportLog({ report, note }: ScenarioContext, log: string, seen: readonly Seen[]): void {
  const lines = log
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as LogLine)
    .filter(({ correlation_id: id }) => id !== undefined);
  const answers = seen.flatMap(({ result }) => result.answers);
  const ids = answers.map((answer) => findHeader(answer, 'x-correlation-id'));
  const logged = lines.map(({ correlation_id: id }) => id);
  const unlogged = ids.filter((id) => logged.filter((other) => other === id).length !== 1);
  const unanswered = lines.filter(({ correlation_id: id }) => !ids.includes(id));
  const served = unanswered.filter(({ status }) => status !== 400);
  report({ name: 'answers without one line of their own', value: unlogged.length, most: 0 });
  for (const line of served) note(JSON.stringify(line));
  report({ name: 'lines of requests that broke off', value: unanswered.length - served.length });
  report({ name: 'lines of requests that nobody made', value: served.length, most: 0 });
}
