import { setTimeout as wait } from 'node:timers/promises';
import type { Call } from '../portal/call.ts';
import type { ScenarioContext } from '../scenario.ts';
import { countInWindow } from './count-in-window.ts';
import { type CheckedCall, type Client, createClient, isPassed } from './create-client.ts';

const LIMIT = 120;
const WINDOW_MS = 60_000;
const BURST = 150;
/** Around the turns of minutes that begin with the first request: seconds, and how many ask. */
const TURNS = [
  [0, 1],
  [57, BURST],
  [62, BURST],
  [117, BURST],
  [122, BURST],
] as const;
const WAITERS = 5;

/** What takes minutes to see: bursts around the turns of minutes, and whether what is waited of waiting is true. */
export async function reportMinutes(
  context: ScenarioContext,
  url: string,
  call: Call,
): Promise<void> {
  const toWallTurn = 60 - ((Date.now() / 1000) % 60);
  const turns = TURNS.map(([second, count]) => [second + toWallTurn, count] as const);
  const waiters = Array.from({ length: WAITERS }, (_, at) => keepWaiting(url, call, at));
  const [own, wall, ...waited] = await Promise.all([
    burstAt(url, '127.0.3.3', { call, turns: TURNS }),
    burstAt(url, '127.0.3.4', { call, turns }),
    ...waiters,
  ]);
  for (const [name, checked] of [
    ['minutes of its own', own],
    ['minutes of the clock', wall],
  ] as const) {
    const passed = checked.filter(isPassed);
    const most = countInWindow(passed, WINDOW_MS);
    context.report({
      name: `bursts around ${name}: passed`,
      value: passed.length,
      least: 2 * LIMIT,
    });
    context.report({ name: `bursts around ${name}: most in any 60 s`, value: most, most: LIMIT });
  }
  const sooner = waited.reduce((sum, { sooner }) => sum + sooner, 0);
  const refused = waited.reduce((sum, { refused }) => sum + refused, 0);
  context.report({ name: 'passed a second before the given time', value: sooner, most: 0 });
  context.report({ name: 'refused at the given time', value: refused, most: 0 });
}

interface Bursts {
  readonly call: Call;
  readonly turns: readonly (readonly [second: number, count: number])[];
}

async function burstAt(url: string, address: string, { call, turns }: Bursts) {
  using asker = createClient(url, address);
  const start = performance.now();
  const checked: CheckedCall[] = [];
  for (const [second, count] of turns) {
    await wait(Math.max(0, start + second * 1000 - performance.now()));
    checked.push(...(await asker.burst(Array<Call>(count).fill(call))));
  }
  return checked;
}

/** Spends the limit over some seconds, asks too early by a second, and then when it was waited. */
async function keepWaiting(url: string, call: Call, at: number) {
  using asker: Client = createClient(url, `127.0.3.${at + 10}`);
  for (const share of [LIMIT / 2, LIMIT / 2]) {
    await asker.burst(Array<Call>(share).fill(call));
    await wait(at * 1500);
  }
  const first = await asker.ask(call);
  await wait(Math.max(0, first.sent + (first.wait - 1) * 1000 - 300 - performance.now()));
  const early = await asker.ask(call);
  const isEarly = early.answered <= first.sent + (first.wait - 1) * 1000;
  await wait(Math.max(0, first.answered + first.wait * 1000 - performance.now()));
  const due = await asker.ask(call);
  return {
    sooner: isPassed(first) || (isEarly && isPassed(early)) ? 1 : 0,
    refused: isPassed(due) ? 0 : 1,
  };
}
