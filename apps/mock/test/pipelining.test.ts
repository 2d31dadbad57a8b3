import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { openRaw, toRawRequest } from '@portal/workspace/raw-http';
import { waitForServer } from '@portal/workspace/server-process';
import { spawnScript } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';
import { PORTAL_MOCK } from './run-mock.ts';

const REQUESTS = 300;
const MOST_GROWTH = 32 * 1024 * 1024;
const SAMPLES = 40;
const SAMPLE_MS = 25;

// Only Linux tells how much memory another process has, without a tool.
test.skipIf(!existsSync('/proc/self/status'))(
  '300 requests for the document on a connection that reads nothing cost less than 32 MB',
  async () => {
    const spawned = spawnScript(PORTAL_MOCK, ['--port', '0']);
    await using mock = await waitForServer(spawned, '\n\n');
    await (await fetch(`${mock.url}/openapi.json`)).text();
    const before = await readMemory(spawned.child.pid);
    using connection = openRaw(mock.url);
    const { host } = new URL(mock.url);
    connection.write(
      toRawRequest('GET /openapi.json HTTP/1.1', [`Host: ${host}`]).repeat(REQUESTS),
    );
    let most = 0;
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      most = Math.max(most, (await readMemory(spawned.child.pid)) - before);
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
    expect(most).toBeLessThan(MOST_GROWTH);
  },
);

/** Resident memory, in bytes. */
async function readMemory(pid = 0): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
