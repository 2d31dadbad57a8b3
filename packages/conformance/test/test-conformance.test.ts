import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnScript } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';
import { conformanceCases, findReasonToSkip } from '../src/index.ts';
import { createLiar } from './create-liar.ts';

const SCRIPT = fileURLToPath(new URL('./lying-server-process.ts', import.meta.url));

test('each case that is asked of a server that lies fails, and so does a skip that is not expected', async () => {
  const cases = conformanceCases();
  const liar = createLiar();
  const asked = cases.filter(({ needs }) => findReasonToSkip(needs, liar) === undefined);
  expect(await countStatuses()).toEqual({
    failed: asked.length + 1,
    skipped: cases.length - asked.length,
  });
  expect(asked.length).toBeGreaterThan(300);
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
