import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { findProgram, run } from './run.ts';

const consumer = inject('consumer');

test.each(['tsconfig.json', 'tsconfig.bundler.json'])(
  'with %s an app compiles, declarations of libraries included, but for its mistakes',
  async (project) => {
    expect(await compile(project)).toEqual(await readForetold('mistakes.ts'));
  },
);

// The declarations that MSW brings for Node and browsers cost more than all others, and are not ours to check.
test('the programs of the READMEs compile', async () => {
  expect(await compile('readmes')).toEqual([]);
});

/** The compiler's errors, without columns. */
async function compile(project: string): Promise<readonly string[]> {
  const tsc = findProgram(consumer, 'tsc');
  const { stdout } = await run([tsc, '-p', project, '--pretty', 'false'], consumer);
  const errors = stdout.split('\n').filter(Boolean);
  return errors.map((line) => line.replace(/,\d+\): error /, ') '));
}

/** The errors that comments foretell for the line below them, as the compiler prints them but for the column. */
async function readForetold(file: string): Promise<readonly string[]> {
  const lines = (await readFile(join(consumer, file), 'utf8')).split('\n');
  const foretold = lines.flatMap((line, at) => {
    const [, error] = /^\/\/ (TS\d+: .+)$/.exec(line) ?? [];
    return error === undefined ? [] : [`${file}(${at + 2}) ${error}`];
  });
  expect(foretold.length).toBeGreaterThan(8);
  return foretold;
}
