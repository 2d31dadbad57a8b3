import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { spawnScript } from '../src/processes/spawn-program.ts';

const SCRIPT = fileURLToPath(new URL('./failing-process.ts', import.meta.url));

test('a test that a failed hook kept from running counts as failed, and one that is skipped does not', async () => {
  const { totals } = await runFailing('hooks');
  expect(totals).toMatchObject({ passed: 1, failed: 2, skipped: 1 });
});

test('a hook that fails after tests that passed counts as one failure', async () => {
  const { totals } = await runFailing('after-all');
  expect(totals).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
});

test('a file that cannot be loaded counts as one failure', async () => {
  const { totals } = await runFailing('unloadable');
  expect(totals).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

test('tests whose process died count as failed, and so does its death', async () => {
  const { totals } = await runFailing('dying');
  expect(totals).toMatchObject({ passed: 0, failed: 3, skipped: 0 });
});

test('a skipped test is counted with its reason', async () => {
  const { totals } = await runFailing('fixtures');
  expect(totals).toMatchObject({ skipped: 1, reasons: { 'curl is missing': 1 } });
});

test('a test that fails, and then has a fixture that does not close, shows both reasons', async () => {
  const { totals, stderr } = await runFailing('fixtures');
  expect(totals).toMatchObject({ failed: 1 });
  expect(stderr).toContain('expected 1 to be 2');
  expect(stderr).toContain('the fixture does not close');
  expect(stderr).not.toContain('SuppressedError');
});

/** Runs one file of ./failing, and answers its totals with what was printed of it. */
async function runFailing(file: string): Promise<{ totals: unknown; stderr: string }> {
  await using root = await mkdtempDisposable(join(tmpdir(), 'portal-tooling-'));
  const { stderr } = await spawnScript(SCRIPT, [root.path, file]).ended;
  return {
    totals: JSON.parse(await readFile(join(root.path, '.vitest/totals.json'), 'utf8')),
    stderr,
  };
}
