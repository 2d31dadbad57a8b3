import type { SqliteFile } from '../open-for-reading.ts';
import type { Fault } from './fault.ts';

interface BrokenReference {
  readonly table: string;
  readonly rowid: number;
  readonly parent: string;
}

/** The faults that SQLite itself finds: pages, indexes, column types, CHECKs and uniqueness. */
export function findFileFaults(sqlite: SqliteFile): readonly Fault[] {
  const lines = sqlite.pragma('integrity_check') as readonly { integrity_check: string }[];
  const told = lines.map(({ integrity_check }) => integrity_check).filter((line) => line !== 'ok');
  return told.map((fault) => ({ fault: fault.replaceAll('\n', ' ') }));
}

/** Rows that refer to a missing row. */
export function findReferenceFaults(sqlite: SqliteFile): readonly Fault[] {
  const broken = sqlite.pragma('foreign_key_check') as readonly BrokenReference[];
  return broken.map(({ table, rowid, parent }) => ({
    table,
    row: rowid,
    fault: `refers to a row that ${parent} does not have`,
  }));
}
