import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { killAfter } from '../portal/kill-after.ts';
import { type LaunchOptions, type PortalProcess, startPortal } from '../portal/portal-process.ts';
import { readMemory, toMegabytes } from '../portal/process-state.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';

const FULL = '/dev/full';
/** The log line of a request is longer than its path: 1000 of them are more than a pipe holds. */
const LONG_PATH = `/${'x'.repeat(250)}`;
const REQUESTS = { short: 1000, long: 120_000 };
const IN_FLIGHT = 50;
const PATIENCE_MS = 20_000;
/** Without much room for garbage, memory shows what is kept. */
const NODE = ['--max-semi-space-size=2'];
/** The log keeps 1 MiB; the rest is what a server grows by at its first requests. */
const MOST_GROWTH_MB = 80;

/** A log that cannot be written costs no answer, no memory and no stop. */
export const logScenario: Scenario = {
  name: 'log',
  title: 'a log that cannot be written: a full disk, and a pipe that nobody reads',
  findObstacle: () => (existsSync(FULL) ? undefined : `there is no ${FULL}`),
  async run(context) {
    await using full = await open(FULL, 'w');
    await reportServer(context, 'a full disk', full.fd);
    await reportServer(context, 'an unread pipe', 'unread');
  },
};

async function reportServer(
  { report, folder, form }: ScenarioContext,
  name: string,
  stderr: NonNullable<LaunchOptions['stderr']>,
): Promise<void> {
  const env = { LOG_LEVEL: 'info' };
  const file = join(folder, 'portal.db');
  await using portal = await startPortal({ file, env, nodeOptions: NODE, stderr });
  const before = readMemory(portal.pid);
  const statuses = await sendMany(portal, REQUESTS[form]);
  const growth = toMegabytes(readMemory(portal.pid) - before);
  const { code, signal, took } = await stop(portal);
  report({ name: `${name}: requests`, value: statuses.length, equal: REQUESTS[form] });
  const others = statuses.filter((status) => status !== 404).length;
  report({ name: 'answered other than 404', value: others, most: 0 });
  report({ name: 'memory added', value: growth, unit: 'MB', most: MOST_GROWTH_MB });
  report({ name: 'SIGTERM ends it with', value: code ?? String(signal), equal: 0 });
  report({ name: 'signal to exit', value: took, unit: 'ms', most: 5000, timed: true });
}

/** The statuses of requests, each of which logs a long line; 0 where no answer came. Nothing is sent after a 0. */
async function sendMany({ url }: PortalProcess, count: number): Promise<readonly number[]> {
  const statuses: number[] = [];
  let left = count;
  const send = async () => {
    while (left-- > 0 && statuses.at(-1) !== 0) {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const response = await fetch(url + LONG_PATH, { signal }).catch(() => undefined);
      await response?.arrayBuffer();
      statuses.push(response?.status ?? 0);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, send));
  return statuses;
}

async function stop(portal: PortalProcess) {
  using _deadline = killAfter(portal, PATIENCE_MS);
  const start = performance.now();
  const ended = await portal.stop();
  return { ...ended, took: Math.round(performance.now() - start) };
}
