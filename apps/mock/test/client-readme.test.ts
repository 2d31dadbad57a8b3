import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startTestMock } from './test-mock.ts';

const APP = join(import.meta.dirname, '..');
const CLIENT = join(APP, '../../packages/client');
const SHOWN = /^```ts\n(.+?)^```\n.*?^```text\n(.+?)^```/ms;
const MOCK = 'http://localhost:4010';
const run = promisify(execFile);

test('the program of the client passes the types, and prints against the mock what its README shows', async () => {
  const readme = await readFile(join(CLIENT, 'README.md'), 'utf8');
  const [, source = '', output] = SHOWN.exec(readme) ?? [];
  expect(source).toContain(MOCK);
  await using mock = await startTestMock({ mode: 'live' });
  await using project = await createProject(source.replace(MOCK, mock.url));
  expect(await checkTypes(project.path)).toBe('');
  const { stdout, stderr } = await run(process.execPath, ['program.ts'], { cwd: project.path });
  expect([stdout, stderr]).toEqual([output, '']);
});

/** A folder of somebody who depends on the client alone. */
async function createProject(source: string): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'client-readme-'));
  const modules = join(path, 'node_modules');
  await mkdir(join(modules, '@portal'), { recursive: true });
  await symlink(CLIENT, join(modules, '@portal/client'));
  await symlink(join(APP, 'node_modules/@types'), join(modules, '@types'));
  await writeFile(join(path, 'program.ts'), source);
  await writeFile(join(path, 'package.json'), '{"type":"module"}');
  const settings = { extends: join(APP, 'tsconfig.json'), include: ['program.ts'] };
  await writeFile(join(path, 'tsconfig.json'), JSON.stringify(settings));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

async function checkTypes(folder: string): Promise<string> {
  const tsc = join(APP, 'node_modules/.bin/tsc');
  const { stdout } = await run(tsc, ['--project', folder]).catch(
    (error: { stdout: string }) => error,
  );
  return stdout;
}
