import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFile } from '../portal/population.ts';
import type { Files, IntactFile } from './intact-file.ts';

const PAGE = 4096;

/** What can be seen to be no intact database of this version. */
export const damages: Readonly<Record<string, (intact: IntactFile) => Files>> = {
  'cut in half': ({ whole }) => ({ '': whole.subarray(0, whole.length / 2) }),
  'cut within a page': ({ whole }) => ({ '': whole.subarray(0, whole.length - 1000) }),
  'its header zeroed': ({ whole }) => ({ '': fill(whole, 0, 100) }),
  'a page zeroed': ({ whole }) => ({ '': fill(whole, PAGE, 2 * PAGE) }),
  'its magic flipped': ({ whole }) => ({ '': flip(whole, 3) }),
  'no bytes': () => ({ '': Buffer.alloc(0) }),
  'no bytes, and a WAL': ({ wal }) => ({ '': Buffer.alloc(0), '-wal': wal }),
  'no file, and a WAL': ({ wal }) => ({ '-wal': wal }),
  'a text': () => ({ '': Buffer.from('Dear diary\n'.repeat(1000)) }),
  "another program's database": () => ({
    '': changeDatabase(Buffer.alloc(0), 'create table diary (entry text)'),
  }),
  'a newer version': ({ whole }) => ({
    '': changeDatabase(whole, "insert into kysely_migration values ('9999-later', '2999-01-01')"),
  }),
};

export function flip(bytes: Buffer, at: number, by = 0xff): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ by;
  return changed;
}

function fill(bytes: Buffer, from: number, to: number): Buffer {
  return Buffer.from(bytes).fill(0, from, to);
}

/** A database file after some SQL, in a folder of its own for as long as that takes. */
function changeDatabase(bytes: Buffer, sql: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'portal-torture-'));
  const file = join(folder, 'changed.db');
  try {
    writeFileSync(file, bytes);
    runSql(file, sql);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Closing stores what is in the WAL. */
function runSql(file: string, sql: string): void {
  using database = openFile(file);
  database.sqlite.exec(sql);
}
