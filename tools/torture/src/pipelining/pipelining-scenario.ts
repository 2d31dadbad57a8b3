import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type PortalProcess, startPortal } from '../portal/portal-process.ts';
import { readMemory, toMegabytes } from '../portal/process-state.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';

const PATHS = ['/docs/swagger-ui-bundle.js', '/openapi.json', '/docs'];
const REQUESTS = 300;
const CONNECTIONS = { short: 1, long: 20 };
const MOST_GROWTH_EACH_MB = 32;
/** What the service file of docs/operations.md and compose.yaml give it. */
const MEMORY_LIMIT = 512 * 2 ** 20;
const WATCHED_MS = 2000;
const SAMPLE_MS = 10;

/** What a client has not read costs the server little, however much it asks for. */
export const pipeliningScenario: Scenario = {
  name: 'pipelining',
  title: `${REQUESTS} requests for a large answer at once on a connection that reads nothing, in 512 MB`,
  async run(context) {
    const file = join(context.folder, 'portal.db');
    for (const path of PATHS) {
      await using portal = await startPortal({ file });
      await reportPath(context, portal, path);
    }
  },
};

async function reportPath({ report, form }: ScenarioContext, portal: PortalProcess, path: string) {
  await (await fetch(portal.url + path)).arrayBuffer();
  await wait(SAMPLE_MS);
  const before = readMemory(portal.pid);
  const text = `GET ${path} HTTP/1.1\r\nHost: portal.example\r\n\r\n`.repeat(REQUESTS);
  const count = CONNECTIONS[form];
  const sockets = await Promise.all(
    Array.from({ length: count }, () => openUnread(portal.port, text)),
  );
  const most = await watchMemory(portal, WATCHED_MS);
  report({
    name: `${path}: memory, on ${count} connections`,
    value: toMegabytes(most - before),
    unit: 'MB',
    most: count * MOST_GROWTH_EACH_MB,
  });
  const health = await fetch(`${portal.url}/healthz`).then(
    ({ status }) => status,
    () => 'killed',
  );
  report({ name: `${path}: health afterwards`, value: health, equal: 200 });
  for (const socket of sockets) socket.destroy();
}

async function openUnread(port: number, text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  // A server that is killed resets what it had.
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

/** The most memory it held; a server over its limit is killed, as its service manager does. */
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
