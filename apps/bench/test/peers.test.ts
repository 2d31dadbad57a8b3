import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAnswers } from '../src/answers/check-answers.ts';
import { peers } from '../src/peers.ts';
import { copyWorld } from '../src/population/copy-world.ts';
import { findWorldFile } from '../src/population/find-world-file.ts';
import { installFolder } from '../src/processes/install-folder.ts';
import { startServer } from '../src/processes/start-server.ts';
import { createFolder } from './create-folder.ts';

const INSTALLING_MS = 300_000;
const PEERS = join(import.meta.dirname, '../peers');
const world = { users: 200, seed: 1 };
const { signal } = new AbortController();
let folder: Awaited<ReturnType<typeof createFolder>>;
let file: string;

beforeAll(async () => {
  await installFolder(PEERS);
  folder = await createFolder();
  file = await findWorldFile(world, { kept: folder.path, folder: folder.path, signal });
}, INSTALLING_MS);
afterAll(() => folder[Symbol.asyncDispose]());

test.each(peers)(
  '$name answers as it must, and ends when it is told to',
  async (implementation) => {
    const database = join(folder.path, `${implementation.name}.db`);
    await copyWorld(file, database);
    await using server = await startServer(implementation, { database, signal });
    const { checked, wrong } = await checkAnswers(implementation, server.url, world);
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(0);
    expect(await server.stop()).toBe(0);
  },
);

test('the peers have no fault of types', async () => {
  const { stdout } = await promisify(execFile)('tsc', ['--project', PEERS]);
  expect(stdout).toBe('');
});
