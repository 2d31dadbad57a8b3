import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveLocally } from '@portal/workspace/serve-locally';
import { expect, test } from 'vitest';
import { checkAnswers } from '../src/answers/check-answers.ts';
import { createFloorAnswers, type FloorViewer } from '../src/floors/floor-answers.ts';
import { createRestFloor } from '../src/floors/rest/rest-floor.ts';
import { openFile } from '../src/floors/statements.ts';
import { implementations } from '../src/implementations.ts';
import { createFolder } from './create-folder.ts';
import { startBench } from './run-bench.ts';
import { useWorld } from './use-world.ts';
import { wrongFloors } from './wrong-floors.ts';

const copies = useWorld({ users: 200, seed: 1 });
const SPOILT_BENCH = join(import.meta.dirname, 'spoilt-bench.ts');

test.each(Object.entries(wrongFloors))('a floor that %s is found out', async (_name, wrong) => {
  const sqlite = openFile(await copies.next());
  const answers = wrong.spoil(createFloorAnswers(sqlite));
  await using server = await serveLocally(createRestFloor(answers));
  const found = await checkAnswers(requireFloor(), server.url, copies.world);
  sqlite.close();
  expect(found.wrong.join('\n')).toContain(wrong.seenAs);
});

test('whoever is not trusting is asked what only validation can answer', async () => {
  const sqlite = openFile(await copies.next());
  const right = createFloorAnswers(sqlite);
  const careless = {
    ...right,
    rename: (viewer: FloorViewer) => ({ user: right.me(viewer), errors: null }),
  };
  await using server = await serveLocally(createRestFloor(careless));
  const { trusting, ...validating } = requireFloor();
  const asked = await checkAnswers(validating, server.url, copies.world);
  const spared = await checkAnswers(requireFloor(), server.url, copies.world);
  sqlite.close();
  expect(asked.checked).toBeGreaterThan(spared.checked);
  expect(asked.wrong.join('\n')).toContain('{"username":"ab"} is refused: ');
  expect(spared.wrong.join('\n')).not.toContain('is refused: ');
});

test('who does not answer is told, too', async () => {
  await using server = await serveLocally((request) => void request.socket.destroy());
  const { wrong } = await checkAnswers(requireFloor(), server.url, copies.world);
  expect(wrong[0]).toContain('floor, rest, the public profile of Member.100: it did not answer: ');
});

test('a wrong answer ends the run with 1 before anything is measured, and is told', async () => {
  await using folder = await createFolder();
  const json = join(folder.path, 'figures.json');
  const args = ['profile', '--quick', '--only', 'floor', 'constant', '--json', json];
  const { code, stdout, stderr } = await startBench(folder.path, args, SPOILT_BENCH).ended;
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(existsSync(json)).toBe(false);
  expect(stderr).toMatch(
    /^floor, rest, the public profile of Member\.\d+: its answer\.value\.avatar_url is "https:\/\/no\.example", not /m,
  );
  expect(stderr).not.toContain('constant');
});

test('an answer that becomes wrong under load ends it, too', async () => {
  await using folder = await createFolder();
  const args = ['me', '--quick', '--only', 'tiring'];
  const { code, stdout, stderr } = await startBench(folder.path, args, SPOILT_BENCH).ended;
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('tiring, me: Error: GET /v1/users/me was answered 500, not 200');
});

function requireFloor() {
  const floor = implementations.find(({ name }) => name === 'floor');
  if (floor === undefined) throw new Error('there is no floor');
  return floor;
}
