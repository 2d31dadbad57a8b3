import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnScript } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';
import { conformanceCases, findReasonToSkip } from '../src/index.ts';
import { createWrongServer } from './create-wrong-server.ts';

const SCRIPT = fileURLToPath(new URL('./wrong-server-process.ts', import.meta.url));

test('each case fails on a server with wrong answers, and so does the check of its skips', async () => {
  const cases = conformanceCases();
  const server = createWrongServer();
  const sent = cases.filter(({ needs }) => findReasonToSkip(needs, server) === undefined);
  expect(await countStatuses()).toEqual({
    failed: sent.length + 1,
    skipped: cases.length - sent.length,
  });
  expect(sent.length).toBeGreaterThan(0);
});

async function countStatuses(): Promise<Record<string, number>> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'portal-conformance-'));
  const file = join(folder.path, 'results.json');
  expect((await spawnScript(SCRIPT, [file]).ended).code).toBe(1);
  const { testResults } = JSON.parse(await readFile(file, 'utf8'));
  const results: readonly { readonly status: string }[] = testResults[0].assertionResults;
  const counts: Record<string, number> = {};
  for (const { status } of results) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
