import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createFolder } from '../../test/create-folder.ts';
import { copyWorld } from './copy-world.ts';
import { createWorldFinder } from './find-world-file.ts';

const world = { users: 100, seed: 1 };
const { signal } = new AbortController();

test('a world is kept for the next run, and made anew only when it is another', async () => {
  await using folder = await createFolders();
  const first = await createWorldFinder(folder)(world);
  writeFileSync(first, 'kept');
  expect(await createWorldFinder(folder)(world)).toBe(first);
  expect(readFileSync(first, 'utf8')).toBe('kept');
  const second = await createWorldFinder(folder)({ ...world, users: 50 });
  expect(second).not.toBe(first);
  expect(readdirSync(folder.kept).length).toBe(2);
});

test('one that was made of another schema goes when its successor comes', async () => {
  await using folder = await createFolders();
  const outdated = 'users-100-seed-1-0123456789abcdef.db';
  writeFileSync(join(folder.kept, outdated), '');
  const found = await createWorldFinder(folder)(world);
  expect(readdirSync(folder.kept)).toEqual([found.split('/').at(-1)]);
  expect(found).not.toContain(outdated);
});

test('the same seed makes the same rows', async () => {
  await using one = await createFolders();
  await using other = await createFolders();
  const [first, second] = [
    await createWorldFinder(one)(world),
    await createWorldFinder(other)(world),
  ];
  expect(readRows(first)).toEqual(readRows(second));
});

test('a file passes the integrity check, and every reference resolves', async () => {
  await using folder = await createFolders();
  const sqlite = new Sqlite(await createWorldFinder(folder)(world), { readonly: true });
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
  sqlite.close();
});

test('in a copy live sessions begin now, and in the kept file nothing changes', async () => {
  await using folder = await createFolders();
  const file = await createWorldFinder(folder)(world);
  const before = readFileSync(file);
  const copy = join(folder.folder, 'copy.db');
  await copyWorld(file, copy);
  expect(readFileSync(file).equals(before)).toBe(true);
  const today = new Date().toISOString().slice(0, 10);
  const live = countSessions(file, '2025-01-01');
  expect(live).toBeGreaterThan(50);
  expect(countSessions(copy, today)).toBe(live);
});

function countSessions(file: string, day: string): number {
  const sqlite = new Sqlite(file);
  const count = sqlite
    .prepare("select count(*) from sessions where expires_at like '2999%' and created_at like ?")
    .pluck()
    .get(`${day}%`);
  sqlite.close();
  return count as number;
}

function readRows(file: string): unknown {
  const sqlite = new Sqlite(file, { readonly: true });
  const tables = ['users', 'linked_platforms', 'sessions', 'bots'];
  const rows = tables.map((table) => sqlite.prepare(`select * from ${table}`).all());
  sqlite.close();
  return rows;
}

async function createFolders() {
  const { path, ...folder } = await createFolder();
  const kept = join(path, 'kept');
  await mkdir(kept);
  return { kept, folder: path, signal, ...folder };
}
