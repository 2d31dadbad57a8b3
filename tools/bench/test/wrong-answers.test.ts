import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveLocally } from '@portal/workspace/serve-locally';
import { expect, test } from 'vitest';
import { checkAnswers } from '../src/answers/check-answers.ts';
import { type BaselineViewer, createBaselineAnswers } from '../src/baselines/baseline-answers.ts';
import { createRestBaseline } from '../src/baselines/rest/rest-baseline.ts';
import { openFile } from '../src/baselines/statements.ts';
import { implementations } from '../src/implementations.ts';
import { createFolder } from './create-folder.ts';
import { startBench } from './run-bench.ts';
import { useWorld } from './use-world.ts';
import { wrongBaselines } from './wrong-baselines.ts';

const copies = useWorld({ users: 200, seed: 1 });
const WRONG_BENCH = join(import.meta.dirname, 'wrong-bench.ts');

test.each(Object.entries(wrongBaselines))(
  'a baseline that %s is found out',
  async (_name, wrong) => {
    const sqlite = openFile(await copies.next());
    const answers = wrong.spoil(createBaselineAnswers(sqlite));
    await using server = await serveLocally(createRestBaseline(answers));
    const found = await checkAnswers(requireBaseline(), server.url, copies.world);
    sqlite.close();
    expect(found.wrong.join('\n')).toContain(wrong.seenAs);
  },
);

test('whoever is not trusting is asked what only validation can answer', async () => {
  const sqlite = openFile(await copies.next());
  const right = createBaselineAnswers(sqlite);
  const careless = {
    ...right,
    rename: (viewer: BaselineViewer) => ({ user: right.me(viewer), errors: null }),
  };
  await using server = await serveLocally(createRestBaseline(careless));
  const { trusting, ...validating } = requireBaseline();
  const asked = await checkAnswers(validating, server.url, copies.world);
  const spared = await checkAnswers(requireBaseline(), server.url, copies.world);
  sqlite.close();
  expect(asked.checked).toBeGreaterThan(spared.checked);
  expect(asked.wrong.join('\n')).toContain('{"username":"ab"} is refused: ');
  expect(spared.wrong.join('\n')).not.toContain('is refused: ');
});

test('who does not answer is told, too', async () => {
  await using server = await serveLocally((request) => void request.socket.destroy());
  const { wrong } = await checkAnswers(requireBaseline(), server.url, copies.world);
  expect(wrong[0]).toContain(
    'baseline, rest, the public profile of Member.100: it did not answer: ',
  );
});

test('a wrong answer ends the run with 1 before anything is measured, and is told', async () => {
  await using folder = await createFolder();
  const json = join(folder.path, 'figures.json');
  const args = ['profile', '--quick', '--only', 'baseline', 'constant', '--json', json];
  const { code, stdout, stderr } = await startBench(folder.path, args, WRONG_BENCH).ended;
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(existsSync(json)).toBe(false);
  expect(stderr).toMatch(
    /^baseline, rest, the public profile of Member\.\d+: its answer\.value\.avatar_url is "https:\/\/no\.example", not /m,
  );
  expect(stderr).not.toContain('constant');
});

test('an answer that becomes wrong under load ends it, too', async () => {
  await using folder = await createFolder();
  const args = ['me', '--quick', '--only', 'tiring'];
  const { code, stdout, stderr } = await startBench(folder.path, args, WRONG_BENCH).ended;
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('tiring, me: Error: GET /v1/users/me was answered 500, not 200');
});

function requireBaseline() {
  const baseline = implementations.find(({ name }) => name === 'baseline');
  if (baseline === undefined) throw new Error('there is no baseline');
  return baseline;
}
