import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, inject, test } from 'vitest';
import { readInstalledReadmes } from './installed-readmes.ts';
import { run } from './run.ts';

const MAX_LINES = 25;
const consumer = inject('consumer');
const readmes = await readInstalledReadmes(consumer);
const programs = readmes.flatMap(({ programs }) => programs);

test('every README begins with a program, and its programs are short', () => {
  expect(readmes.filter(({ programs }) => programs.length === 0)).toEqual([]);
  const lengths = programs.map(({ source }) => source.split('\n').filter(Boolean).length);
  expect(Math.max(...lengths)).toBeLessThan(MAX_LINES);
});

test.each(programs.filter(({ output }) => output !== undefined))(
  '$file prints what the README of $name shows',
  async ({ file, output }) => {
    const program = [process.execPath, join('readmes', file)] as const;
    const { stdout, stderr } = await run(program, consumer);
    expect([stdout, stderr]).toEqual([output, '']);
  },
);

test('the rules and the contract have a reference, and each shows what it prints', () => {
  for (const name of ['@portal/domain', '@portal/contract']) {
    const readme = readmes.find((one) => one.name === name);
    expect(readme?.reference).toBeDefined();
    expect(readme?.programs[0]?.output).toBeDefined();
  }
});

describe.each(readmes.filter(({ reference }) => reference !== undefined))(
  'the reference of $name',
  ({ name, reference = '' }) => {
    test('names every value it exports, each once, and nothing else', async () => {
      const [, ...rows] = reference.split('\n').filter((line) => line.startsWith('| '));
      const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)]);
      const entry = join(consumer, 'node_modules', name, 'dist/index.js');
      const exported = Object.keys(await import(pathToFileURL(entry).href));
      expect(named.map(([, word]) => word).toSorted()).toEqual(exported.toSorted());
    });
  },
);
