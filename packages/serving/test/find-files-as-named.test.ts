import { execFile } from 'node:child_process';
import { mkdir, mkdtempDisposable, realpath, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const MODULE = new URL('../src/find-files-as-named.ts', import.meta.url).href;

test('a module is the file that its path names, wherever that may lead', async () => {
  const program = "export { url } from './linked.ts';";
  expect(await run(program, { first: false })).toBe('elsewhere/target.ts');
  expect(await run(program)).toBe('linked.ts');
});

test.each([
  ['a module of Node', "import 'node:fs';"],
  ['a package', "import 'installed';"],
  ['JSON', "import data from './data.json' with { type: 'json' };"],
  ['what CommonJS requires', "import './requiring.cjs';"],
])('%s is found as ever', async (_, line) => {
  expect(await run(`${line}\nexport { url } from './linked.ts';`)).toBe('linked.ts');
});

test('a module that is not there is told by its path', async () => {
  await expect(run("export { url } from './missing.ts';")).rejects.toThrow(/missing\.ts/);
});

/** The `url` that a program in a folder of its own exports, from that folder. */
async function run(program: string, { first = true } = {}): Promise<string> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'portal-serving-'));
  const root = await realpath(folder.path);
  const files = {
    'elsewhere/target.ts': 'export const url: string = import.meta.url;',
    'program.ts': program,
    'data.json': '{}',
    'requiring.cjs': "require('./required'); require('./folder.js');",
    'required.js': '',
    'folder.js/index.js': '',
    'node_modules/installed/index.js': '',
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  await symlink('elsewhere/target.ts', join(root, 'linked.ts'));
  const base = `${pathToFileURL(root)}/`;
  const lines = `${first ? `(await import('${MODULE}')).findFilesAsNamed();` : ''}
const { url } = await import('${base}program.ts');
process.stdout.write(url.slice(${base.length}));`;
  const args = ['--input-type=module', '--eval', lines];
  return (await promisify(execFile)(process.execPath, args, { env: {} })).stdout;
}
