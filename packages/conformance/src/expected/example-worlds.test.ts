import { type Example, examples } from '@portal/contract';
import { expect, test } from 'vitest';
import {
  defaultLoosePaths,
  findLoosePaths,
  populationLoosePaths,
  unreachableErrors,
  unreachableExamples,
} from './example-worlds.ts';

const tables = [...populationLoosePaths, ...defaultLoosePaths];

test('every example that is not compared whole exists', () => {
  for (const { operation, examples: named } of tables) {
    if (named === 'every other') continue;
    expect(Object.keys(examples[operation])).toEqual(expect.arrayContaining([...named]));
  }
});

test('every path that is not compared is one of the example', () => {
  const missing = tables.flatMap((row) =>
    Object.entries<Example>(examples[row.operation])
      .filter(([name, { outcome }]) => outcome.ok && isOf(row, name))
      .flatMap(([name, { outcome }]) => {
        const value = outcome.ok ? outcome.value : undefined;
        return row.paths
          .filter((path) => !has(value, path.split('.')))
          .map((path) => `${name} ${path}`);
      }),
  );
  expect(missing).toEqual([]);
});

test('every example that is out of reach exists', () => {
  for (const name of Object.keys(unreachableErrors))
    expect(examples['users.me']).toHaveProperty(name);
  expect(examples['users.me']).toMatchObject(
    Object.fromEntries(
      Object.keys(unreachableExamples['users.me'] ?? {}).map((name) => [name, {}]),
    ),
  );
});

function isOf(row: (typeof tables)[number], name: string): boolean {
  return [populationLoosePaths, defaultLoosePaths].some(
    (table) => findLoosePaths(table, row.operation, name) === row.paths,
  );
}

function has(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  if (step === '*') return Object.values(value).every((inner) => has(inner, rest));
  return Object.hasOwn(value, step) && has((value as Record<string, unknown>)[step], rest);
}
