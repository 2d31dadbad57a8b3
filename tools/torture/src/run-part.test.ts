import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Part } from './part.ts';
import { isPassed, runPart } from './run-part.ts';

const options = { seed: 1, form: 'short', note: () => {} } as const;

test('a part whose figures are within their bounds has passed', async () => {
  const result = await runPart(
    toPart(async ({ report }) => report({ name: 'lost', value: 0, most: 0 })),
    options,
  );
  expect(isPassed(result)).toBe(true);
});

test.each<[string, Part['run']]>([
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
])('a part that %s has not', async (_name, run) => {
  expect(isPassed(await runPart(toPart(run), options))).toBe(false);
});

test('the folder of a part is its own, and gone in the end', async () => {
  const folders: string[] = [];
  const part = toPart(async ({ folder }) => void folders.push(folder));
  await Promise.all([runPart(part, options), runPart(part, options)]);
  expect(new Set(folders).size).toBe(2);
  expect(folders.some((folder) => existsSync(folder))).toBe(false);
});

function toPart(run: Part['run']): Part {
  return { name: 'part', title: 'a part', run };
}
