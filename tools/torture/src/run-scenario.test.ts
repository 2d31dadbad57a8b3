import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isPassed, runScenario } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';

const options = { seed: 1, form: 'short', note: () => {} } as const;

test('a scenario whose figures are within their bounds has passed', async () => {
  const result = await runScenario(
    toScenario(async ({ report }) => report({ name: 'lost', value: 0, most: 0 })),
    options,
  );
  expect(isPassed(result)).toBe(true);
});

test.each<[string, Scenario['run']]>([
  ['breaks a bound', async ({ report }) => report({ name: 'lost', value: 1, most: 0 })],
  ['throws', () => Promise.reject(new Error('no server'))],
  [
    'throws after a good figure',
    async ({ report }) => {
      report({ name: 'lost', value: 0, most: 0 });
      throw new Error('no server');
    },
  ],
  ['reports nothing', async () => {}],
])('a scenario that %s has not', async (_name, run) => {
  expect(isPassed(await runScenario(toScenario(run), options))).toBe(false);
});

test('the folder of a scenario is its own, and gone in the end', async () => {
  const folders: string[] = [];
  const scenario = toScenario(async ({ folder }) => void folders.push(folder));
  await Promise.all([runScenario(scenario, options), runScenario(scenario, options)]);
  expect(new Set(folders).size).toBe(2);
  expect(folders.some((folder) => existsSync(folder))).toBe(false);
});

function toScenario(run: Scenario['run']): Scenario {
  return { name: 'scenario', title: 'a scenario', run };
}
