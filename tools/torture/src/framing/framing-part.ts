import { join } from 'node:path';
import { createRandom, type Random } from '@portal/workspace/random';
import type { Part, Rack } from '../part.ts';
import { createPopulation, type SignedInUser } from '../portal/population.ts';
import { startPortal } from '../portal/portal-process.ts';
import { findHeader } from '../wire/parse-answer.ts';
import { corpus } from './corpus.ts';
import { type Exchange, exchange, type Piece } from './exchange.ts';
import { FRAMING_USERS, type FramingCase, PAUSE, toPlace } from './framing-case.ts';
import { isSoundRefusal, toLabel } from './judge-answer.ts';

/** How often the corpus is sent again, in pieces that are cut anywhere. */
const ROUNDS = { short: 2, long: 50 };
const MOST_PIECES = 6;
const PAUSE_MS = 200;

/** However a request is framed, nobody is answered what another asked, and each is told of once. */
export const framingPart: Part = {
  name: 'framing',
  title: `${corpus.length} requests that parsers read differently, with somebody else's behind each`,
  async run(rack) {
    const file = join(rack.folder, 'portal.db');
    const users = await createPopulation(
      file,
      FRAMING_USERS.map((username) => ({ username })),
    );
    await using portal = await startPortal({ file, env: { LOG_LEVEL: 'info' } });
    const random = createRandom(rack.seed);
    const seen: Seen[] = [];
    for (let round = 0; round <= ROUNDS[rack.form]; round++) {
      const send = async (one: FramingCase): Promise<Seen> => {
        const pieces = cut(fillIn(one.bytes, users), round === 0 ? () => 1 : random);
        return { one, exchange: await exchange(portal.url, { pieces, leaves: one.leaves }) };
      };
      seen.push(...(await Promise.all(corpus.map(send))));
      rack.note(`round ${round}: ${seen.length} exchanges`);
    }
    const { code } = await portal.stop();
    report(rack, seen);
    reportLog(rack, portal.log(), seen);
    rack.report({ name: 'exit of the server', value: code ?? 'killed', equal: 0 });
  },
};

interface Seen {
  readonly one: FramingCase;
  readonly exchange: Exchange;
}

function fillIn(bytes: string, users: readonly SignedInUser[]): string {
  return users.reduce((text, { username, cookie }) => {
    return text.replaceAll(toPlace(username), cookie);
  }, bytes);
}

/** Cut anywhere, and in one piece between its pauses where chance is 1. */
function cut(text: string, random: Random): readonly Piece[] {
  return text.split(PAUSE).flatMap((bytes, part) => {
    const count = Math.floor((1 - random()) * MOST_PIECES);
    const places = Array.from({ length: count }, () => Math.floor(random() * bytes.length));
    const ends = [...places.sort((a, b) => a - b), bytes.length];
    return ends.map((end, at) => {
      const after = at > 0 ? 1 : part * PAUSE_MS;
      return { bytes: bytes.slice(ends[at - 1] ?? 0, end), after };
    });
  });
}

function report({ report, note }: Rack, seen: readonly Seen[]): void {
  const answers = seen.flatMap(({ exchange }) => exchange.answers);
  const odd = seen.filter(({ one, exchange }) => !isExpected(one, exchange));
  for (const { one, exchange } of odd) {
    note(`${one.name}: ${exchange.answers.map(toLabel).join(', ') || 'none'} ${exchange.rest}`);
  }
  const count = (name: string, value: number) => report({ name, value, most: 0 });
  report({ name: 'exchanges', value: seen.length });
  count('answered otherwise than told', odd.length);
  count('answers to a hidden request', answers.filter(isHidden).length);
  count('answers of 500 and above', answers.filter(({ status }) => !(status < 500)).length);
  const refusals = answers.filter(({ status }) => status >= 400);
  count('refusals in another form', refusals.filter((answer) => !isSoundRefusal(answer)).length);
  count('connections that were not ended', seen.filter(({ exchange }) => exchange.hung).length);
}

function isExpected({ answers }: FramingCase, exchange: Exchange): boolean {
  return exchange.rest === '' && exchange.answers.map(toLabel).join() === answers.join();
}

function isHidden(answer: Parameters<typeof toLabel>[0]): boolean {
  return toLabel(answer).endsWith(' hidden');
}

interface LogLine {
  readonly correlation_id?: string;
  readonly status?: number;
  readonly user_id?: number;
}

/** One line for each answer; what else is told of are requests that broke off, and nobody was to ask for another. */
function reportLog({ report, note }: Rack, log: string, seen: readonly Seen[]): void {
  const lines = log
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as LogLine)
    .filter(({ correlation_id: id }) => id !== undefined);
  const answers = seen.flatMap(({ exchange }) => exchange.answers);
  const ids = answers.map((answer) => findHeader(answer, 'x-correlation-id'));
  const logged = lines.map(({ correlation_id: id }) => id);
  const untold = ids.filter((id) => logged.filter((other) => other === id).length !== 1);
  const unheard = lines.filter(({ correlation_id: id }) => !ids.includes(id));
  const served = unheard.filter(({ status }) => status !== 400);
  report({ name: 'answers without one line of their own', value: untold.length, most: 0 });
  for (const line of served) note(JSON.stringify(line));
  report({ name: 'lines of requests that broke off', value: unheard.length - served.length });
  report({ name: 'lines of requests that nobody made', value: served.length, most: 0 });
}
