import { createServer } from 'node:net';
import { openRaw, toRawRequest } from '@portal/workspace/raw-http';
import { expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';
import { parseExposition } from '../support/exposition.ts';
import { startPortalProcess } from '../support/run-portal.ts';

const REQUESTS = 300;
const MOST_GROWTH = 32 * 1024 * 1024;
const SAMPLES = 40;
const SAMPLE_MS = 25;

test('300 requests for 1.7 MB each on a connection that reads nothing cost less than 32 MB', async () => {
  await using folder = await createFolder();
  const port = await findFreePort();
  await using portal = await startPortalProcess(['--db', folder.file('portal.db')], {
    env: { METRICS_PORT: String(port) },
  });
  const readMemory = async () => {
    const metrics = await fetch(`http://127.0.0.1:${port}/metrics`);
    return parseExposition(await metrics.text()).get('process_resident_memory_bytes') ?? NaN;
  };
  await (await fetch(`${portal.url}/docs/swagger-ui-bundle.js`)).arrayBuffer();
  for (let sample = 0; sample < SAMPLES; sample += 1) await readMemory();
  const before = await readMemory();
  using connection = openRaw(portal.url);
  const request = toRawRequest('GET /docs/swagger-ui-bundle.js HTTP/1.1', ['Host: a']);
  connection.write(request.repeat(REQUESTS));
  let most = 0;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    most = Math.max(most, (await readMemory()) - before);
    await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
  }
  expect(most).toBeLessThan(MOST_GROWTH);
});

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
