import { readFile, writeFile } from 'node:fs/promises';
import { OperatorError } from '@portal/serving/operator-error';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBackup } from '../../src/store/sqlite/file/backup/create-backup.ts';
import { checkFile } from '../../src/store/sqlite/file/check/check-file.ts';
import { openDatabase } from '../../src/store/sqlite/file/open-database.ts';
import { createFolder } from '../support/create-folder.ts';
import { dumpFile, type FileDump } from '../support/dump-file.ts';
import { makeRealFile } from '../support/real-file.ts';

const SEED = 20260319;

/** Where in the file, counted around its length, and what the byte there is changed by. */
const flips = fc.array(fc.tuple(fc.noBias(fc.nat()), fc.noBias(fc.integer({ min: 1, max: 255 }))), {
  minLength: 1,
  maxLength: 3,
});

/** What a change of one value can do without any rule noticing: SQLite keeps no checksum of a page. */
const FREE_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  users: [
    'username',
    'subscription_expires_at',
    'permission_since',
    'last_activity_at',
    'avatar_source',
    'created_at',
    'updated_at',
  ],
  sessions: ['token_suffix', 'expires_at', 'ended_at', 'created_at', 'client_ip', 'user_agent'],
  permission_history: ['reason', 'created_at', 'old_level'],
  subscription_history: ['reason', 'created_at', 'old_tier'],
};

test('a database with changed bytes is refused, or found by a check, or every row is who it was', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await makeRealFile(file);
  const [bytes, sound] = [await readFile(file), dumpFile(file)];
  const seen = { refused: 0, found: 0, harmless: 0, unnoticed: 0 };
  await fc.assert(
    fc.asyncProperty(flips, async (changes) => {
      const changed = flip(bytes, changes);
      await writeFile(file, changed);
      const isOpened = await tryToOpen(file);
      if (!isOpened) expect((await readFile(file)).equals(changed)).toBe(true);
      if (!isOpened) seen.refused += 1;
      else if (await hasFaults(file)) seen.found += 1;
      else seen[expectSameRows(dumpFile(file), sound)] += 1;
    }),
    { seed: SEED, numRuns: 300 },
  );
  // That each of them occurs shows that the search is no formality.
  for (const verdict of ['refused', 'found', 'harmless'] as const) {
    expect(seen[verdict], verdict).toBeGreaterThan(0);
  }
});

test('a backup with changed bytes is never sound', async () => {
  await using folder = await createFolder();
  const [file, backup] = [folder.file('portal.db'), folder.file('backup.db')];
  await makeRealFile(file);
  await createBackup(file, backup);
  const bytes = await readFile(backup);
  await fc.assert(
    fc.asyncProperty(flips, async (changes) => {
      await writeFile(backup, flip(bytes, changes));
      expect(await hasFaults(backup)).toBe(true);
    }),
    { seed: SEED, numRuns: 200 },
  );
});

function flip(bytes: Buffer, changes: readonly (readonly [number, number])[]): Buffer {
  const changed = Buffer.from(bytes);
  const places = new Map(changes.map(([place, by]) => [place % bytes.length, by]));
  for (const [at, by] of places) changed[at] = (changed[at] ?? 0) ^ by;
  return changed;
}

async function tryToOpen(file: string): Promise<boolean> {
  try {
    await (await openDatabase(file, { create: true })).close();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(OperatorError);
    return false;
  }
}

async function hasFaults(file: string): Promise<boolean> {
  try {
    return (await checkFile(file)).faults.length > 0;
  } catch (error) {
    expect(error).toBeInstanceOf(OperatorError);
    return true;
  }
}

/** The same rows with the same keys, owners, levels and tiers; and the same names but for their case. */
function expectSameRows(found: FileDump, sound: FileDump): 'harmless' | 'unnoticed' {
  expect(found.schema).toEqual(sound.schema);
  const ours = Object.entries(sound.rows).filter(([table]) => !/^(kysely|sqlite)_/.test(table));
  for (const [table, rows] of ours) {
    const fixed = (all: readonly unknown[] = []) => all.map((row) => omit(row, table));
    expect(fixed(found.rows[table]), table).toEqual(fixed(rows));
  }
  return JSON.stringify(found) === JSON.stringify(sound) ? 'harmless' : 'unnoticed';
}

function omit(row: unknown, table: string): object {
  const free = FREE_COLUMNS[table] ?? [];
  const fields = Object.entries(row as object).filter(([name]) => !free.includes(name));
  return Object.fromEntries(fields);
}
