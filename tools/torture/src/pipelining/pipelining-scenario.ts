import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createPopulation, type SignedInUser } from '../portal/population.ts';
import { type PortalProcess, startPortal } from '../portal/portal-process.ts';
import { readMemory, toMegabytes } from '../portal/process-state.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { enlargeProfile } from '../sockets/large-profile.ts';

/** Documents are kept and sent as they are; a profile is made for each request. */
const PATHS = ['/docs/swagger-ui-bundle.js', '/openapi.json', '/v1/users/profile/large'];
const REQUESTS = 300;
const CONNECTIONS = { short: 1, long: 20 };
const MOST_GROWTH_EACH_MB = 32;
/** The memory that the service file of docs/operations.md and compose.yaml allow. */
const MEMORY_LIMIT = 512 * 2 ** 20;
const WATCHED_MS = 2000;
const SAMPLE_MS = 10;

/** Responses that a client does not read cost the server little, however many it asks for. */
export const pipeliningScenario: Scenario = {
  name: 'pipelining',
  title: `${REQUESTS} requests for a large answer at once on a connection that reads nothing, in 512 MB`,
  async run(context) {
    const file = join(context.folder, 'portal.db');
    const [owner, large] = (await createPopulation(file, [
      { username: 'owner', permission_level: 3 },
      { username: 'large' },
    ])) as [SignedInUser, SignedInUser];
    enlargeProfile(file, large);
    for (const path of PATHS) {
      await using portal = await startPortal({ file });
      await reportPath(context, portal, { path, cookie: owner.cookie });
    }
  },
};

interface Request {
  readonly path: string;
  readonly cookie: string;
}

async function reportPath(
  { report, form }: ScenarioContext,
  portal: PortalProcess,
  { path, cookie }: Request,
): Promise<void> {
  const response = await fetch(portal.url + path, { headers: { cookie } });
  await response.arrayBuffer();
  const before = readMemory(portal.pid);
  const text = `GET ${path} HTTP/1.1\r\nHost: portal.example\r\nCookie: ${cookie}\r\n\r\n`;
  const count = CONNECTIONS[form];
  const opened = Array.from({ length: count }, () => openUnread(portal, text.repeat(REQUESTS)));
  const sockets = await Promise.all(opened);
  const most = await watchMemory(portal, WATCHED_MS);
  report({ name: `${path}: status`, value: response.status, equal: 200 });
  report({
    name: `${path}: memory of ${count} connections`,
    value: toMegabytes(most - before),
    unit: 'MB',
    most: count * MOST_GROWTH_EACH_MB,
  });
  const health = await fetch(`${portal.url}/healthz`).then(
    ({ status }) => status,
    () => 'no answer',
  );
  report({ name: `${path}: health afterwards`, value: health, equal: 200 });
  for (const socket of sockets) socket.destroy();
}

async function openUnread({ port }: PortalProcess, text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  // A server that is killed resets its connections.
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

/** The most memory that it held. A server over its limit is killed, as a service manager does it. */
async function watchMemory(portal: PortalProcess, milliseconds: number): Promise<number> {
  const deadline = performance.now() + milliseconds;
  let most = 0;
  while (performance.now() < deadline && most <= MEMORY_LIMIT) {
    most = Math.max(most, readMemory(portal.pid));
    await wait(SAMPLE_MS);
  }
  if (most > MEMORY_LIMIT) await portal.stop('SIGKILL');
  return most;
}
