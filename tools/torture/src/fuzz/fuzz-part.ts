import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Part, Rack } from '../part.ts';
import { killAfter } from '../portal/kill-after.ts';
import { findFileFaults, openFile } from '../portal/population.ts';
import { type PortalProcess, startPortal } from '../portal/portal-process.ts';
import { FAULTS, type Fault } from './judge/judge-answer.ts';
import { judgeLog } from './judge/judge-log.ts';
import { createJudgeBody } from './judge/schema-judge.ts';
import { createCalls } from './requests/calls.ts';
import { listErrors, listOperations, readDocument } from './requests/document.ts';
import { PER_ADDRESS } from './requests/with-address.ts';
import { createSeen, type LaneOptions, runLane, type Seen } from './run-lane.ts';
import {
  countNewHandles,
  diffNames,
  lookInto,
  type Sight,
  toWatchOptions,
} from './watch/watch-server.ts';
import { createWorlds } from './world/create-worlds.ts';
import type { World } from './world/model.ts';

const LANES = 8;
const REQUESTS = { short: 4000, long: 100_000 };
/** A command line takes most of a second. */
const COMMANDS = { short: 4, long: 40 };
/** A server that leaves something open does not end. */
const PATIENCE_MS = 30_000;
const WARM_REQUESTS = 50;
const MOST_TOLD = 20;
const MEGABYTE = 1024 * 1024;

/** Whatever is asked, the answer is one the document has, and shows nobody what is not theirs. */
export const fuzzPart: Part = {
  name: 'fuzz',
  title: 'requests made of openapi.json, good and broken, judged by it and by a model of the users',
  async run(rack) {
    const file = join(rack.folder, 'portal.db');
    const worlds = await createWorlds({ file, lanes: LANES, seed: rack.seed });
    const watch = join(rack.folder, 'watch.jsonl');
    await using portal = await startPortal({
      file,
      nodeOptions: toWatchOptions(watch),
      env: {
        LOG_LEVEL: 'info',
        TRUSTED_PROXIES: '127.0.0.1',
        RATE_LIMIT_USER: String(PER_ADDRESS),
      },
    });
    const fresh = await lookInto(portal, watch);
    const seen = createSeen();
    await runLanes(worlds, toOptions(portal, LANES * WARM_REQUESTS), seen);
    const warm = await lookQuietly(portal, watch);
    const start = performance.now();
    await runLanes(worlds, toOptions(portal, REQUESTS[rack.form], COMMANDS[rack.form]), seen);
    const seconds = (performance.now() - start) / 1000;
    const after = await lookQuietly(portal, watch);
    using _deadline = killAfter(portal, PATIENCE_MS);
    const { code, stderr } = await portal.stop();
    reportAnswers(rack, seen, seconds);
    reportServer(rack, { fresh, warm, after, code });
    reportLog(rack, stderr, seen);
    reportFile(rack, file, worlds);
  },
};

function toOptions({ url }: PortalProcess, requests: number, commands = 0): LaneOptions {
  const document = readDocument();
  const judges = { judgeBody: createJudgeBody(document), sentences: listErrors(document) };
  const createCall = createCalls(listOperations(document));
  return { url, requests: Math.ceil(requests / LANES), commands, createCall, judges };
}

/** One lane alone has command lines: they take long, and the others go on beside them. */
async function runLanes(worlds: readonly World[], options: LaneOptions, seen: Seen): Promise<void> {
  const run = async (world: World) => {
    const commands = world.lane === 0 ? options.commands : 0;
    await runLane(world, { ...options, commands }, seen);
  };
  await Promise.all(worlds.map(run));
}

/** Once what was closed here is closed there too. */
async function lookQuietly(portal: PortalProcess, watch: string): Promise<Sight> {
  await wait(500);
  return lookInto(portal, watch);
}

function reportAnswers({ report, note, seed }: Rack, seen: Seen, seconds: number): void {
  const breaches = [...seen.breaches.values()];
  for (const breach of breaches.slice(0, MOST_TOLD)) note(`seed ${seed}, ${breach}`);
  note([...seen.statuses].map(([status, count]) => `${status}: ${count}`).join(', '));
  note([...seen.kinds].map(([kind, count]) => `${kind}: ${count}`).join(', '));
  const good = Math.round((100 * seen.good) / seen.requests);
  report({ name: 'requests', value: seen.requests });
  report({ name: 'calls in them', value: seen.calls });
  report({ name: 'answered 2xx', value: good, unit: '%', least: 30 });
  report({ name: 'kinds of requests', value: seen.kinds.size, least: 30 });
  report({ name: 'told to slow down', value: seen.statuses.get(429) ?? 0, least: 1 });
  report({ name: 'told to come back later', value: seen.later, most: 0, timed: true });
  for (const [fault, name] of Object.entries(FAULTS)) {
    report({ name, value: seen.faults[fault as Fault], most: 0 });
  }
  report({ name: 'first breach', value: breaches[0] ?? 'none', equal: 'none' });
  const rate = Math.round(seen.requests / seconds);
  report({ name: 'requests a second', value: rate, least: 420, timed: true });
}

interface Sights {
  /** Before the first request, and when everything had been used once. */
  readonly fresh: Sight;
  readonly warm: Sight;
  readonly after: Sight;
  readonly code: number | null;
}

function reportServer({ report }: Rack, { fresh, warm, after, code }: Sights): void {
  const changed = diffNames(fresh, after);
  const growth = Math.round((after.memory - warm.memory) / MEGABYTE);
  report({
    name: 'prototypes changed',
    value: changed.slice(0, 10).join(' ') || 'none',
    equal: 'none',
  });
  report({ name: 'memory grown', value: growth, unit: 'MB', most: 64 });
  report({ name: 'handles left open', value: countNewHandles(fresh, after), most: 0 });
  report({ name: 'exit code', value: code ?? -1, equal: 0 });
}

function reportLog({ report, note }: Rack, stderr: string, seen: Seen): void {
  const { broken, untold, unknown, alarms, leaks } = judgeLog(stderr, seen.ids);
  for (const line of alarms.slice(0, 5)) note(line);
  report({ name: 'log lines that are no JSON', value: broken, most: 0 });
  report({ name: 'answers without their one line', value: untold, most: 0 });
  report({ name: 'lines without an answer', value: unknown, most: 0 });
  report({ name: 'warnings and errors in the log', value: alarms.length, most: 0 });
  report({ name: 'private values in the log', value: leaks, most: 0 });
}

/** What was acknowledged, for every user, is what is stored. */
function reportFile({ report }: Rack, file: string, worlds: readonly World[]): void {
  using database = openFile(file, { readonly: true });
  const find = database.sqlite.prepare('select username, avatar_source from users where id = ?');
  const wrong = worlds
    .flatMap(({ users }) => users)
    .filter(({ id, username, avatar_source }) => {
      return JSON.stringify(find.get(id)) !== JSON.stringify({ username, avatar_source });
    });
  for (const { sqlite } of worlds.slice(0, 1)) sqlite.close();
  report({ name: 'users stored otherwise than answered', value: wrong.length, most: 0 });
  report({ name: 'faults in the file', value: findFileFaults(file).length, most: 0 });
}
