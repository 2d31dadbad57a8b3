import { expect, test } from 'vitest';
import { findCycles, toImportedFiles } from './find-cycles.ts';

test('files that import one another in a circle are found, by the way round', () => {
  const graph = new Map([
    ['start.ts', ['a.ts']],
    ['a.ts', ['b.ts']],
    ['b.ts', ['c.ts', 'leaf.ts']],
    ['c.ts', ['a.ts']],
    ['leaf.ts', []],
  ]);
  expect(findCycles(graph)).toEqual([['a.ts', 'b.ts', 'c.ts', 'a.ts']]);
});

test('a file that imports itself is a circle', () => {
  expect(findCycles(new Map([['a.ts', ['a.ts']]]))).toEqual([['a.ts', 'a.ts']]);
});

test('two ways to one file are no circle', () => {
  const graph = new Map([
    ['a.ts', ['b.ts', 'c.ts']],
    ['b.ts', ['d.ts']],
    ['c.ts', ['d.ts']],
  ]);
  expect(findCycles(graph)).toEqual([]);
});

test('an import by path is a file of the workspace, and one by name is none', () => {
  const imports = ['./x.ts', '../y.ts', 'node:fs', '@portal/domain'];
  expect(toImportedFiles('packages/domain/src/users/z.ts', imports)).toEqual([
    'packages/domain/src/users/x.ts',
    'packages/domain/src/y.ts',
  ]);
});
