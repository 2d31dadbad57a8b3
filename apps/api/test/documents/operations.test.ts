import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';

const PAGE = fileURLToPath(new URL('../../../../docs/operations.md', import.meta.url));
const APPS = fileURLToPath(new URL('../../..', import.meta.url));
const PACKAGE = new URL('../../../../package.json', import.meta.url);
const run = promisify(execFile);

test('each command of the operations page, run as written with Node alone, prints what the page shows', async () => {
  await using folder = await createFolder();
  await mkdir(folder.file('data'));
  await mkdir(folder.file('bin'));
  await symlink(process.execPath, folder.file('bin/node'));
  await symlink(APPS, folder.file('apps'));
  const page = await readFile(PAGE, 'utf8');
  const shown = [...page.matchAll(/```sh\n([^`]*)```\n\n```text\n([^`]*)```/g)];
  expect(shown).toHaveLength(2);
  for (const [, script = '', output = ''] of shown) {
    const { stdout } = await run('/bin/sh', ['-c', `(${script}\n) 2>&1 || true`], {
      cwd: folder.path,
      env: { PATH: folder.file('bin') },
    });
    expect(normalise(stdout.replaceAll(`${folder.path}/`, ''))).toBe(normalise(output));
  }
});

test('the page installs what runs in production alone, with the pnpm that the workspace pins', async () => {
  const { packageManager } = JSON.parse(await readFile(PACKAGE, 'utf8'));
  const lines = (await readFile(PAGE, 'utf8')).split('\n');
  expect(lines.filter((line) => line.includes(' install --'))).toEqual([
    `$ npx -y ${packageManager} install --prod --frozen-lockfile --filter-prod @portal/api...`,
  ]);
});

/** The moment of a restore differs from run to run, schema and size from version to version. */
function normalise(output: string): string {
  return output
    .replace(/replaced-[\dTZ.-]+/, 'replaced-MOMENT')
    .replace(/schema \S+, \d+ bytes/g, 'schema NAME, SIZE bytes')
    .trim();
}
