import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Caller, createCaller, createChanges, toMe } from '../portal/call.ts';
import { createPopulation, findFileFaults, type SignedInUser } from '../portal/population.ts';
import { type PortalProcess, startPortal } from '../portal/portal-process.ts';
import { until } from '../portal/until.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { openIdleSockets } from './idle-sockets.ts';

const DESCRIPTORS = 64;
const SOCKETS = { short: 150, long: 1000 };
const ROUNDS = 10;
const LIMITED = ['sh', '-c', `ulimit -n ${DESCRIPTORS}; exec "$0" "$@"`];

/** Who is connected is served on, and room is taken as it comes. */
export const descriptorsScenario: Scenario = {
  name: 'descriptors',
  title: `more idle connections than a server with ${DESCRIPTORS} file descriptors can hold`,
  async run(context) {
    const file = join(context.folder, 'portal.db');
    const [user] = await createPopulation(file, [{ username: 'anna' }]);
    if (user === undefined) throw new Error('nobody was created');
    // Idle connections stay for as long as the sockets do, not only until Portal ends them.
    const env = { HEADERS_TIMEOUT: '600', REQUEST_TIMEOUT: '600', KEEP_ALIVE_TIMEOUT: '600' };
    await using portal = await startPortal({ file, wrapper: LIMITED, env });
    using caller = createCaller(portal.url);
    await exhaust(context, portal, { caller, user });
    const isBack = await until(() => isServed(portal.url, user.cookie));
    context.report({
      name: 'new connections again when they go',
      value: String(isBack),
      equal: 'true',
    });
    const { code } = await portal.stop();
    context.report({ name: 'exit code after SIGTERM', value: code ?? 'killed', equal: 0 });
    context.report({ name: 'faults in the file', value: findFileFaults(file).length, most: 0 });
  },
};

interface Known {
  /** With a connection from before. */
  readonly caller: Caller;
  readonly user: SignedInUser;
}

async function exhaust(
  context: ScenarioContext,
  portal: PortalProcess,
  { caller, user }: Known,
): Promise<void> {
  const { report, form } = context;
  await caller.call(toMe(user.cookie));
  using sockets = openIdleSockets(portal.port, SOCKETS[form]);
  await wait(2000);
  const calls = [createChanges(user), () => toMe(user.cookie), () => toTrpcMe(user.cookie)];
  const statuses: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const toCall of calls) {
      const reply = await caller.call(toCall()).catch(() => undefined);
      statuses.push(reply?.status ?? 0);
    }
  }
  const others = statuses.filter((status) => status !== 200).length;
  report({ name: 'idle connections tried', value: SOCKETS[form] });
  report({ name: 'held', value: sockets.held(), least: 1, most: DESCRIPTORS });
  report({ name: 'turned away', value: sockets.ended(), least: SOCKETS[form] - DESCRIPTORS });
  report({ name: 'calls on a connection from before', value: statuses.length });
  report({ name: 'answered other than 200', value: others, most: 0 });
  const isNew = await isServed(portal.url, user.cookie);
  report({ name: 'a new connection meanwhile', value: isNew ? 'served' : 'turned away' });
}

function toTrpcMe(cookie: string) {
  return { path: '/trpc/users.me', headers: { cookie } };
}

async function isServed(url: string, cookie: string): Promise<boolean> {
  using caller = createCaller(url);
  const reply = await caller.call(toMe(cookie)).catch(() => undefined);
  return reply?.status === 200;
}
