import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../src');
const ALLOWED = ['@portal/contract', '@portal/domain', 'fast-check', 'zod'];

test('what index.ts reaches imports nothing of Node, and no command line', () => {
  const files = reach(join(SRC, 'index.ts'));
  const foreign = [...files].flatMap((file) =>
    importsOf(file).filter((name) => !name.startsWith('.') && !ALLOWED.includes(name)),
  );
  expect(foreign).toEqual([]);
  expect([...files].filter((file) => /\/cli[/.]/.test(file))).toEqual([]);
  expect(files.size).toBeGreaterThan(30);
});

test('it reaches every file but the command line and the entries for Vitest and the oracle', () => {
  const files = reach(join(SRC, 'index.ts'));
  const others = globSync('**/*.ts', { cwd: SRC })
    .filter((file) => !file.endsWith('.test.ts') && !files.has(join(SRC, file)))
    .filter((file) => !/^(cli[/.]|vitest|oracle\/oracle)/.test(file));
  expect(others).toEqual([]);
});

/** A file, and whatever it imports of this package. */
function reach(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const name of importsOf(file)) {
    if (name.startsWith('.')) reach(join(dirname(file), name), seen);
  }
  return seen;
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export)\s[^;]*?from '([^']+)';$/gm)].map(
    ([, name = '']) => name,
  );
}
