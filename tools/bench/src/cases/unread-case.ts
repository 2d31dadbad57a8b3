import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { request } from 'undici';
import { toRow } from '../figures/row.ts';
import type { Harness } from '../harness/harness.ts';
import type { Implementation } from '../implementation.ts';
import { readMemory } from '../processes/memory.ts';
import type { Case } from './case.ts';

/** 1.7 MB, the largest document that Portal serves. */
const PATH = '/docs/swagger-ui-bundle.js';
const REQUESTS = 300;
const WATCH_MS = { quick: 200, full: 3000 };
const INTERVAL_MS = 50;

/** How much the memory of a server grows for a client that asks and does not read. */
export const unreadCase: Case = {
  name: 'unread',
  title: `memory for ${REQUESTS} pipelined requests for the largest document, of which nothing is read`,
  isFor: ({ role, serves }) => role === 'ours' && serves.includes('rest'),
  async run(harness, implementations) {
    const rows = [];
    for (const implementation of implementations) rows.push(await measure(harness, implementation));
    return rows;
  },
};

async function measure(harness: Harness, implementation: Implementation) {
  const database = await harness.createFile(harness.world, implementation);
  await using server = await harness.start(implementation, { database });
  const { statusCode, body } = await request(new URL(PATH, server.url));
  await body.dump({ limit: Number.MAX_SAFE_INTEGER });
  if (statusCode !== 200) throw new Error(`${server.name} answered ${PATH} with ${statusCode}`);
  const idle_mb = readMemory(server.pid);
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname).on('error', () => {});
  await once(socket, 'connect');
  socket.pause();
  socket.write(`GET ${PATH} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`.repeat(REQUESTS));
  let most_mb = idle_mb;
  const end = performance.now() + WATCH_MS[harness.form];
  while (performance.now() < end) {
    await wait(INTERVAL_MS);
    most_mb = Math.max(most_mb, readMemory(server.pid));
  }
  socket.destroy();
  return toRow(implementation.name, [{ idle_mb, most_mb, grown_mb: most_mb - idle_mb }]);
}
