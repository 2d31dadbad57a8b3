import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { PEERS_FOLDER, peers } from '../src/peers.ts';
import { installFolder } from '../src/processes/install-folder.ts';
import { createFolder } from './create-folder.ts';
import { testAnswers } from './test-answers.ts';
import { useWorld } from './use-world.ts';

const INSTALLING_MS = 300_000;
beforeAll(() => installFolder(PEERS_FOLDER), INSTALLING_MS);

testAnswers(peers, useWorld({ users: 200, seed: 1 }));

test('the peers have no fault of types', async () => {
  const checked = promisify(execFile)('tsc', ['--project', PEERS_FOLDER]);
  await expect(checked).resolves.toMatchObject({ stdout: '' });
});

test('a folder without a lockfile is not installed', async () => {
  await using folder = await createFolder();
  const manifest = { dependencies: { fastify: '5.12.8' } };
  await writeFile(join(folder.path, 'package.json'), JSON.stringify(manifest));
  await expect(installFolder(folder.path)).rejects.toThrow('cannot be installed');
});
