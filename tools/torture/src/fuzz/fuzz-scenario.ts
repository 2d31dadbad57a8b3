import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { killAfter } from '../portal/kill-after.ts';
import { findFileFaults, openFile } from '../portal/population.ts';
import { type PortalProcess, startPortal } from '../portal/portal-process.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { checkLog } from './check/check-log.ts';
import { FAULTS, type Fault } from './check/check-response.ts';
import { createBodyCheck } from './check/schema-check.ts';
import { createCalls } from './requests/calls.ts';
import { listErrors, listOperations, readDocument } from './requests/document.ts';
import { PER_ADDRESS } from './requests/with-address.ts';
import { createSeen, runWorker, type Seen, type WorkerOptions } from './run-worker.ts';
import {
  countNewHandles,
  diffNames,
  readServerState,
  type ServerState,
  toWatchOptions,
} from './watch/watch-server.ts';
import { createWorlds } from './world/create-worlds.ts';
import type { World } from './world/model.ts';

const WORKERS = 8;
const REQUESTS = { short: 4000, long: 100_000 };
/** A command line takes most of a second. */
const COMMANDS = { short: 4, long: 40 };
/** A server that leaves something open does not end. */
const PATIENCE_MS = 30_000;
const WARM_REQUESTS = 50;
const MOST_PRINTED = 20;
const MEGABYTE = 1024 * 1024;

/** Whatever is asked, the answer is one the document has, and shows nobody what is not theirs. */
export const fuzzScenario: Scenario = {
  name: 'fuzz',
  title:
    'requests made of openapi.json, good and broken, checked by it and by a model of the users',
  async run(context) {
    const file = join(context.folder, 'portal.db');
    const worlds = await createWorlds({ file, workers: WORKERS, seed: context.seed });
    const watch = join(context.folder, 'watch.jsonl');
    await using portal = await startPortal({
      file,
      nodeOptions: toWatchOptions(watch),
      env: {
        LOG_LEVEL: 'info',
        TRUSTED_PROXIES: '127.0.0.1',
        RATE_LIMIT_USER: String(PER_ADDRESS),
      },
    });
    const fresh = await readServerState(portal, watch);
    const seen = createSeen();
    await runWorkers(worlds, toOptions(portal, WORKERS * WARM_REQUESTS), seen);
    const warm = await lookQuietly(portal, watch);
    const start = performance.now();
    await runWorkers(
      worlds,
      toOptions(portal, REQUESTS[context.form], COMMANDS[context.form]),
      seen,
    );
    const seconds = (performance.now() - start) / 1000;
    const after = await lookQuietly(portal, watch);
    using _deadline = killAfter(portal, PATIENCE_MS);
    const { code, stderr } = await portal.stop();
    reportAnswers(context, seen, seconds);
    reportServer(context, { fresh, warm, after, code });
    reportLog(context, stderr, seen);
    reportFile(context, file, worlds);
  },
};

function toOptions({ url }: PortalProcess, requests: number, commands = 0): WorkerOptions {
  const document = readDocument();
  const checks = { checkBody: createBodyCheck(document), sentences: listErrors(document) };
  const createCall = createCalls(listOperations(document));
  return { url, requests: Math.ceil(requests / WORKERS), commands, createCall, checks };
}

/** One worker alone has command lines: they take long, and the others go on beside them. */
async function runWorkers(
  worlds: readonly World[],
  options: WorkerOptions,
  seen: Seen,
): Promise<void> {
  const run = async (world: World) => {
    const commands = world.worker === 0 ? options.commands : 0;
    await runWorker(world, { ...options, commands }, seen);
  };
  await Promise.all(worlds.map(run));
}

/** Once what was closed here is closed there too. */
async function lookQuietly(portal: PortalProcess, watch: string): Promise<ServerState> {
  await wait(500);
  return readServerState(portal, watch);
}

function reportAnswers({ report, note, seed }: ScenarioContext, seen: Seen, seconds: number): void {
  const breaches = [...seen.breaches.values()];
  for (const breach of breaches.slice(0, MOST_PRINTED)) note(`seed ${seed}, ${breach}`);
  note([...seen.statuses].map(([status, count]) => `${status}: ${count}`).join(', '));
  note([...seen.kinds].map(([kind, count]) => `${kind}: ${count}`).join(', '));
  const good = Math.round((100 * seen.good) / seen.requests);
  report({ name: 'requests', value: seen.requests });
  report({ name: 'calls in them', value: seen.calls });
  report({ name: 'answered 2xx', value: good, unit: '%', least: 30 });
  report({ name: 'kinds of requests', value: seen.kinds.size, least: 30 });
  report({ name: '429 answers', value: seen.statuses.get(429) ?? 0, least: 1 });
  report({ name: '503 answers', value: seen.later, most: 0, timed: true });
  for (const [fault, name] of Object.entries(FAULTS)) {
    report({ name, value: seen.faults[fault as Fault], most: 0 });
  }
  report({ name: 'first breach', value: breaches[0] ?? 'none', equal: 'none' });
  const rate = Math.round(seen.requests / seconds);
  report({ name: 'requests a second', value: rate, least: 420, timed: true });
}

interface ServerStates {
  /** Before the first request, and when everything had been used once. */
  readonly fresh: ServerState;
  readonly warm: ServerState;
  readonly after: ServerState;
  readonly code: number | null;
}

function reportServer(
  { report }: ScenarioContext,
  { fresh, warm, after, code }: ServerStates,
): void {
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

function reportLog({ report, note }: ScenarioContext, stderr: string, seen: Seen): void {
  const { broken, unlogged, unknown, alarms, leaks } = checkLog(stderr, seen.ids);
  for (const line of alarms.slice(0, 5)) note(line);
  report({ name: 'log lines that are no JSON', value: broken, most: 0 });
  report({ name: 'answers without their one line', value: unlogged, most: 0 });
  report({ name: 'lines without an answer', value: unknown, most: 0 });
  report({ name: 'warnings and errors in the log', value: alarms.length, most: 0 });
  report({ name: 'private values in the log', value: leaks, most: 0 });
}

/** What was acknowledged, for every user, is what is stored. */
function reportFile({ report }: ScenarioContext, file: string, worlds: readonly World[]): void {
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
