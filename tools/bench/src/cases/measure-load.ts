import { setTimeout as wait } from 'node:timers/promises';
import { compareRows, type Figures, type Row, toRow } from '../figures/row.ts';
import type { Harness } from '../harness/harness.ts';
import type { World } from '../population/world.ts';
import { readProcessorTime } from '../processes/processor-time.ts';
import type { Server } from '../processes/start-server.ts';
import type { LoadCase } from './load-case.ts';

/** One row of a load's table, and whose cost is 1 for it. */
export interface Contestant {
  readonly name: string;
  readonly baseline: string;
  readonly server: Server;
  readonly world: World;
}

/** The quick form makes a fiftieth of a round's requests, and gives up sooner. */
const QUICK_SHARE = 50;
/** Until then V8 compiles what a server does most: so many rounds of the cheap cases are 40,000 requests. */
export const WARM_UP_ROUNDS = { quick: 1, full: 4 };
const MOST_SECONDS = { quick: 5, full: 30 };
/** What a server still does for its last answers counts, too. */
const SETTLING_MS = 50;

/** Lets contestants take turns, each round in the other direction; the first rounds only warm them up. */
export async function measureLoad(
  load: LoadCase,
  contestants: readonly Contestant[],
  harness: Harness,
): Promise<readonly Row[]> {
  const rounds = new Map<Contestant, Figures[]>(contestants.map((each) => [each, []]));
  const warm = WARM_UP_ROUNDS[harness.form];
  for (let round = 0; round < warm + harness.rounds; round++) {
    const run = createRound(load, harness, round);
    const turns = round % 2 === 0 ? contestants : contestants.toReversed();
    for (const contestant of turns) {
      const figures = await run(contestant);
      if (round >= warm) rounds.get(contestant)?.push(figures);
    }
  }
  const rows = contestants.map((each) => toRow(each.name, rounds.get(each) ?? []));
  return rows.map((row, at) => withRatio(row, rows, contestants[at]?.baseline));
}

/** Every contestant of a round is asked the same. */
function createRound(
  load: LoadCase,
  { form, load: asker, takeNames }: Harness,
  seed: number,
): (contestant: Contestant) => Promise<Figures> {
  const requests = form === 'full' ? load.requests : Math.ceil(load.requests / QUICK_SHARE);
  const named = takeNames(requests);
  const order = { case: load.name, seed, named, requests, mostSeconds: MOST_SECONDS[form] };
  return async ({ name, server: { url, pid }, world }) => {
    const before = readProcessorTime(pid);
    const report = await asker.run({ ...order, of: name, url, world });
    await wait(SETTLING_MS);
    const spent = readProcessorTime(pid) - before;
    return {
      processor_us: (spent * 1000) / report.requests,
      requests_per_second: report.requests / report.seconds,
      p50_ms: report.p50_ms,
      p99_ms: report.p99_ms,
    };
  };
}

function withRatio(row: Row, rows: readonly Row[], baseline: string | undefined): Row {
  const base = rows.find(({ name }) => name === baseline);
  if (base === undefined) return row;
  const { processor_us = Number.NaN, ...rest } = row.figures;
  const times_baseline = compareRows(row, base, 'processor_us');
  return { ...row, figures: { processor_us, times_baseline, ...rest } };
}
