import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '@portal/serving/operator-error';
import Sqlite from 'better-sqlite3';
import type { FileReport } from '../check/check-file.ts';
import { requireIntactFile } from '../check/require-intact-file.ts';
import { isThere, placeNewFile, withFolderBeside } from '../durable-file.ts';
import { examineFile } from '../examine-file.ts';
import { PRIVATE_FILE } from '../file-access.ts';
import { openForReading } from '../open-for-reading.ts';
import { resolveFile } from '../resolve-file.ts';
import { writeChecksum } from './backup-checksum.ts';
import { wrapFileErrors } from './wrap-file-errors.ts';

/** All pages in one step: a backup in several steps restarts if a server writes between them. */
const ALL_PAGES = 0x7fffffff;

/** Called after each step. */
export type OnStep = (step: string) => void;

export type Backup = Omit<FileReport, 'faults'> & { readonly file: string; readonly db: string };

/**
 * Copies a database, which may be in use, to a file that appears only when it is complete, checked and on disk.
 * On failure it throws an OperatorError and leaves no file.
 */
export async function createBackup(
  db: string,
  file: string,
  onStep: OnStep = () => undefined,
): Promise<Backup> {
  const [source, target] = [resolveFile(db), resolveFile(file)];
  examineFile(source);
  requireFreeName(target);
  return wrapFileErrors(`cannot write the backup ${target}`, () =>
    withFolderBeside(target, async (folder) => {
      const copy = join(folder, 'backup.db');
      await copyPages(source, copy);
      onStep('copied');
      const report = await requireIntactFile(copy, refusalOf(source));
      writeChecksum(copy);
      onStep('checksummed');
      placeNewFile(copy, target);
      onStep('placed');
      const { faults, ...holds } = report;
      return { file: target, db: source, ...holds };
    }),
  );
}

function requireFreeName(target: string): void {
  if (!isThere(target)) return;
  throw new OperatorError(
    `${target} is there already, and a backup never overwrites; name another`,
  );
}

function refusalOf(source: string): string {
  return `${source} has faults, so it was not backed up (see all with: portal check --db ${source})`;
}

/** Copies pages unchanged, so that the check of the copy finds damage in them. */
async function copyPages(source: string, copy: string): Promise<void> {
  const from = openForReading(source);
  try {
    await from.backup(copy, { progress: () => ALL_PAGES });
  } finally {
    from.close();
  }
  const made = new Sqlite(copy);
  try {
    made.pragma('journal_mode = DELETE');
    made.pragma('user_version = 0');
  } finally {
    made.close();
  }
  chmodSync(copy, PRIVATE_FILE);
}
