import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { examples } from '@portal/contract';
import { describe, expect, test } from 'vitest';
import { FAULTS } from '../src/controls.ts';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const MAX_LINES = 10;
const readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');
const run = promisify(execFile);

/** The programs of the README, each with the output that is shown right below it, if any; pages run the others. */
const programs = [...readme.matchAll(/^```ts\n(.+?)^```\n(?:\n```text\n(.+?)^```)?/gms)].map(
  ([, source = '', output], at) => ({ file: `program-${at}.ts`, source, output }),
);

describe('the programs of the README', () => {
  test('are one for each use, and short', () => {
    expect(programs.map(({ output }) => output !== undefined)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    for (const { source } of programs) {
      expect(source.split('\n').filter(Boolean).length).toBeLessThanOrEqual(MAX_LINES);
    }
  });

  test('pass the types, and print what the README shows', async () => {
    await using folder = await createProject();
    await Promise.all([
      checkTypes(folder.path),
      ...programs.map((program) => check(folder.path, program)),
    ]);
  });
});

test('the README names only examples, faults and operations that there are', () => {
  const overrides = [...readme.matchAll(/mock\.(users\.\w+)\('([\w-]+)'/g)];
  const choices = [...readme.matchAll(/(users\.\w+)[=/](?:\d+\/)?([a-z-]+)/g)];
  for (const [, operation = '', name = ''] of [...overrides, ...choices]) {
    const own: object = examples[operation as keyof typeof examples];
    expect(Object.keys(own)).toContain(name);
  }
  expect(overrides.length + choices.length).toBeGreaterThan(6);
  for (const fault of FAULTS) expect(readme).toContain(fault);
});

interface Program {
  readonly file: string;
  readonly source: string;
  readonly output: string | undefined;
}

async function check(folder: string, { file, output }: Program): Promise<void> {
  if (output === undefined) return;
  const { stdout, stderr } = await run(process.execPath, [file], { cwd: folder });
  expect([stdout, stderr]).toEqual([output, '']);
}

async function checkTypes(folder: string): Promise<void> {
  const tsc = join(PACKAGE, 'node_modules/.bin/tsc');
  const { stdout } = await run(tsc, ['--project', folder]).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toBe('');
}

/** A folder of somebody who depends on this package. */
async function createProject(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'mocks-readme-'));
  const modules = join(path, 'node_modules');
  await mkdir(join(modules, '@portal'), { recursive: true });
  const links: [name: string, target: string][] = [['@portal/mocks', PACKAGE]];
  for (const name of ['@trpc', '@types', 'msw', ...(await listPortal())]) {
    links.push([name, join(PACKAGE, 'node_modules', name)]);
  }
  await Promise.all(links.map(([name, target]) => symlink(target, join(modules, name))));
  // A program that names its file is of a project with more installed, where it is checked.
  const own = programs.filter(({ source }) => !source.startsWith('// '));
  for (const { file, source } of own) await writeFile(join(path, file), source);
  const extended = join(PACKAGE, 'tsconfig.json');
  const tsconfig = { extends: extended, include: ['*.ts'], compilerOptions: { types: ['node'] } };
  await writeFile(join(path, 'tsconfig.json'), JSON.stringify(tsconfig));
  await writeFile(join(path, 'package.json'), '{"type":"module"}');
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

async function listPortal(): Promise<readonly string[]> {
  const names = await readdir(join(PACKAGE, 'node_modules/@portal'));
  return names.map((name) => `@portal/${name}`);
}
