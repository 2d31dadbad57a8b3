import { lstat, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { resolveFile } from '../../src/store/sqlite/file/resolve-file.ts';
import { createFolder, type Folder } from '../support/create-folder.ts';
import { dumpFile } from '../support/dump-file.ts';
import { makeRealFile, readFolder } from '../support/real-file.ts';
import { runPortal, startPortalProcess } from '../support/run-portal.ts';

/** A database in a folder of its own, and a link to it from elsewhere. */
async function prepare(folder: Folder) {
  const [file, link] = [folder.file('data/portal.db'), folder.file('portal.db')];
  await mkdir(folder.file('data'));
  await symlink('data/portal.db', link);
  return { file, link };
}

test('a damaged database behind a link is checked without a change to it or its WAL', async () => {
  await using folder = await createFolder();
  const { file, link } = await prepare(folder);
  await makeRealFile(file, { withWal: true });
  const bytes = Buffer.from((await readFolder(folder.file('data')))['portal.db'] ?? '', 'base64');
  await writeFile(file, bytes.fill(0, 5 * 4096, 6 * 4096));
  const before = await readFolder(folder.file('data'));
  expect((await runPortal(['check', '--db', link])).code).toBe(1);
  expect(await readFolder(folder.file('data'))).toEqual(before);
});

test('what a link leads to is replaced and kept beside, and the link stays', async () => {
  await using folder = await createFolder();
  const { file, link } = await prepare(folder);
  const copy = folder.file('copy.db');
  await makeRealFile(file);
  expect((await runPortal(['backup', copy, '--db', link])).code).toBe(0);
  expect((await runPortal(['user', 'add', 'late', '--db', link])).code).toBe(0);
  const args = ['restore', copy, '--replace', '--keep-sessions', '--json', '--db', link];
  const { db, kept } = JSON.parse((await runPortal(args)).stdout);
  expect(db).toBe(file);
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(dumpFile(file)).toEqual(dumpFile(copy));
  const names = ['portal.db', kept.slice(folder.file('data/').length)];
  expect((await readdir(folder.file('data'))).sort()).toEqual(names);
  expect(await readdir(folder.path)).toEqual(['copy.db', 'data', 'portal.db']);
});

test('a database is made where a link leads, and the WAL that is measured is the one beside it', async () => {
  await using folder = await createFolder();
  const { file, link } = await prepare(folder);
  const env = { METRICS_PORT: '0' };
  await using server = await startPortalProcess(['--db', link, '--json'], { env });
  expect(JSON.parse(server.printed).db).toBe(file);
  expect((await runPortal(['user', 'add', 'anna', '--db', link])).code).toBe(0);
  const { stderr } = await server.stop();
  const [, metrics] = /"metrics_url":"([^"]+)"/.exec(stderr) ?? [];
  expect(metrics).toBeDefined();
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
});

test('a path is resolved through links, also to what is not there yet', async () => {
  await using folder = await createFolder();
  const { file, link } = await prepare(folder);
  await symlink('data', folder.file('other'));
  expect(resolveFile(link)).toBe(file);
  expect(resolveFile(folder.file('other/portal.db'))).toBe(file);
  expect(resolveFile(folder.file('none/portal.db'))).toBe(folder.file('none/portal.db'));
  expect(() => resolveFile('-')).toThrow('- is not a file; write ./- for a file of that name');
});
