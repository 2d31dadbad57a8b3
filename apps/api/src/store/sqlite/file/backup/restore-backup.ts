import { constants, copyFileSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OperatorError } from '@portal/serving/operator-error';
import type { FileReport } from '../check/check-file.ts';
import { requireIntactFile } from '../check/require-intact-file.ts';
import { isThere, placeNewFile, sizeOf, syncToDisk, withFolderBeside } from '../durable-file.ts';
import type { OnStep } from './create-backup.ts';
import { lockDatabase } from './lock-database.ts';
import { wrapFileErrors } from './wrap-file-errors.ts';

export interface RestoreRequest {
  readonly file: string;
  readonly db: string;
  /** Whether a database that is there may be replaced; it is kept beside. */
  readonly replace: boolean;
}

export type Restored = Omit<FileReport, 'faults'> & {
  readonly file: string;
  readonly db: string;
  /** Where the database that was there is now, or null when there was none. */
  readonly kept: string | null;
};

/**
 * Puts a copy of a backup in the place of a database that nobody has open. At each moment the old one or the
 * new one is there, whole. Throws an OperatorError, and changes nothing, where that cannot be.
 */
export async function restoreBackup(
  { file, db, replace }: RestoreRequest,
  onStep: OnStep = () => undefined,
): Promise<Restored> {
  const [source, target] = [resolve(file), resolve(db)];
  requireBackup(source);
  requireReplaceable(target, replace);
  return wrapFileErrors(`cannot restore ${target}`, () =>
    withFolderBeside(target, async (folder) => {
      const copy = join(folder, 'restored.db');
      copyFileSync(source, copy, constants.COPYFILE_FICLONE);
      // What is checked is what will be served: the copy, not the file it came from.
      const { faults, ...holds } = await requireIntactFile(copy, `${source} is no sound backup`);
      onStep('checked');
      const kept = isThere(target) ? replaceDatabase(copy, target, onStep) : null;
      if (kept === null) placeNewFile(copy, target);
      onStep('placed');
      return { file: source, db: target, kept, ...holds };
    }),
  );
}

function requireBackup(source: string): void {
  if (!isThere(source)) throw new OperatorError(`there is no backup at ${source}`);
  if (sizeOf(`${source}-wal`) === 0) return;
  throw new OperatorError(
    `${source} has a -wal beside it, so it is a database and no backup; make one with: portal backup FILE --db ${source}`,
  );
}

function requireReplaceable(target: string, replace: boolean): void {
  if (!isThere(target)) {
    if (sizeOf(`${target}-wal`) === 0) return;
    throw new OperatorError(`${target}-wal is left of another database; move it elsewhere first`);
  }
  if (replace) return;
  throw new OperatorError(
    `${target} is there already; replace it with --replace, which keeps it beside under another name`,
  );
}

/** Under the lock of the old database, and of whoever waits for it none gets the old file for the new. */
function replaceDatabase(copy: string, target: string, onStep: OnStep): string {
  using lock = lockDatabase(target);
  lock.storeWal();
  const kept = `${target}.replaced-${new Date().toISOString().replaceAll(':', '-')}`;
  linkSync(target, kept);
  if (sizeOf(`${target}-wal`) > 0) linkSync(`${target}-wal`, `${kept}-wal`);
  syncToDisk(copy);
  syncToDisk(dirname(target));
  onStep('kept');
  // A WAL of the old database would be replayed into the new one.
  for (const end of ['-wal', '-shm']) rmSync(`${target}${end}`, { force: true });
  onStep('cleared');
  renameSync(copy, target);
  syncToDisk(dirname(target));
  return kept;
}
