import { setTimeout as wait } from 'node:timers/promises';
import { findHeader, type WireAnswer } from '../wire/parse-answer.ts';
import { toCurl } from '../wire/to-curl.ts';
import { openWire, type WireConnection } from '../wire/wire-connection.ts';
import { type Checks, checkResponse, FAULTS, type Fault, isLater } from './check/check-response.ts';
import { readBody } from './check/read-body.ts';
import type { Ask } from './requests/ask.ts';
import { mutate } from './requests/mutate.ts';
import { withAddress } from './requests/with-address.ts';
import { changeWorld } from './world/change-world.ts';
import { changeByCommand } from './world/command-changes.ts';
import type { World } from './world/model.ts';

const MUTATED = 0.3;
const CHANGED = 0.04;
const RETRIES = 3;
const RETRY_PAUSE_MS = 200;
const LONGEST_CURL = 4000;

/** What a whole run has seen. */
export interface Seen {
  requests: number;
  calls: number;
  good: number;
  later: number;
  readonly statuses: Map<number, number>;
  readonly kinds: Map<string, number>;
  readonly faults: Record<Fault, number>;
  /** The first of each kind, by what was wrong, with what repeats it. */
  readonly breaches: Map<string, string>;
  readonly ids: string[];
}

export interface WorkerOptions {
  readonly url: string;
  readonly requests: number;
  /** How many of its changes are made by the command line. */
  readonly commands: number;
  readonly createCall: (world: World) => Ask;
  readonly checks: Checks;
}

export function createSeen(): Seen {
  const faults = Object.fromEntries(Object.keys(FAULTS).map((fault) => [fault, 0]));
  return {
    requests: 0,
    calls: 0,
    good: 0,
    later: 0,
    statuses: new Map(),
    kinds: new Map(),
    faults: faults as Record<Fault, number>,
    breaches: new Map(),
    ids: [],
  };
}

/** Asks one thing after another on one connection, while its users change, and checks each answer. */
export async function runWorker(world: World, options: WorkerOptions, seen: Seen): Promise<void> {
  using wire = openWire(options.url);
  const pause = Math.ceil(options.requests / (options.commands + 1));
  for (let at = 1; at <= options.requests; at++) {
    if (world.random() < CHANGED) changeWorld(world);
    if (options.commands > 0 && at % pause === 0) {
      await changeByCommand(world, at / pause - 1).catch((error: unknown) => {
        seen.faults.model += 1;
        seen.breaches.set('command', `worker ${world.worker}, before request ${at}: ${error}`);
      });
      wire.drop();
    }
    const call = options.createCall(world);
    const asked = world.random() < MUTATED ? mutate(world, call) : call;
    const ask = withAddress(world, asked);
    const answer = await askPatiently(wire, ask, seen);
    check({ ask, answer, place: `worker ${world.worker}, request ${at}` }, options, seen);
  }
}

/** A busy database may be asked again; an address over its limit is text so, and that is that. */
async function askPatiently(
  wire: WireConnection,
  { request }: Ask,
  seen: Seen,
): Promise<WireAnswer | undefined> {
  for (let tries = 0; ; tries++) {
    const answer = await wire.ask(request);
    if (answer !== undefined) seen.ids.push(findHeader(answer, 'x-correlation-id') ?? '');
    if (answer?.status !== 503 || tries === RETRIES) return answer;
    seen.later += 1;
    await wait(RETRY_PAUSE_MS);
  }
}

interface CallResult {
  readonly ask: Ask;
  readonly answer: WireAnswer | undefined;
  readonly place: string;
}

function check(
  { ask, answer, place }: CallResult,
  { url, checks }: WorkerOptions,
  seen: Seen,
): void {
  count({ ask, answer, place }, seen);
  const findings = checkResponse(ask, answer, checks);
  if (findings.length === 0) recordResponse(ask, answer);
  const got = answer === undefined ? 'nothing' : `${answer.status} ${answer.body.slice(0, 400)}`;
  const curl = toCurl(ask.request, url).slice(0, LONGEST_CURL);
  for (const { fault, text } of findings) {
    seen.faults[fault] += 1;
    const kind = `${fault} ${text.replace(/\d+|"[^"]*"/g, '')}`;
    const message = `${place}, ${ask.kind}: ${FAULTS[fault]}: ${text}\n  ${curl}\n  ${got}`;
    if (!seen.breaches.has(kind)) seen.breaches.set(kind, message);
  }
}

function count({ ask, answer }: CallResult, seen: Seen): void {
  const status = answer?.status ?? 0;
  seen.requests += 1;
  seen.calls += ask.cost;
  if (status >= 200 && status < 300) seen.good += 1;
  seen.statuses.set(status, (seen.statuses.get(status) ?? 0) + 1);
  seen.kinds.set(ask.kind, (seen.kinds.get(ask.kind) ?? 0) + 1);
}

/** What was answered is what the next prediction starts from. */
function recordResponse(ask: Ask, answer: WireAnswer | undefined): void {
  if (answer === undefined || isLater(ask, answer)) return;
  const { envelope, predictions } = ask;
  const items = readBody(envelope, answer);
  if (typeof items === 'string') return;
  items.forEach(({ status, body }, at) => {
    if (status === 200) predictions[at]?.record?.(body);
  });
}
