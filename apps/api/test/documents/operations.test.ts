import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';

const PAGE = fileURLToPath(new URL('../../../../docs/operations.md', import.meta.url));
const PORTAL = fileURLToPath(new URL('../../src/portal.js', import.meta.url));
const run = promisify(execFile);

test('each command of the operations page, run as written, prints what the page shows', async () => {
  await using folder = await createFolder();
  await mkdir(folder.file('data'));
  await symlink(process.execPath, folder.file('node'));
  const page = await readFile(PAGE, 'utf8');
  const shown = [...page.matchAll(/```sh\n([^`]*)```\n\n```text\n([^`]*)```/g)];
  expect(shown).toHaveLength(2);
  for (const [, script = '', output = ''] of shown) {
    const adapted = script.replaceAll('npx -y pnpm@12 portal', `${folder.file('node')} ${PORTAL}`);
    const { stdout } = await run('sh', ['-c', `(${adapted}\n) 2>&1 || true`], {
      cwd: folder.path,
    });
    expect(normalise(stdout.replaceAll(`${folder.path}/`, ''))).toBe(normalise(output));
  }
});

/** The moment of a restore differs from run to run, schema and size from version to version. */
function normalise(output: string): string {
  return output
    .replace(/replaced-[\dTZ.-]+/, 'replaced-MOMENT')
    .replace(/schema \S+, \d+ bytes/g, 'schema NAME, SIZE bytes')
    .trim();
}
