import {
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  linkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { OperatorError } from '@portal/serving/operator-error';
import type { FileReport } from '../check/check-file.ts';
import { requireIntactFile } from '../check/require-intact-file.ts';
import {
  isThere,
  isWithoutLinks,
  placeNewFile,
  sizeOf,
  syncToDisk,
  withFolderBeside,
} from '../durable-file.ts';
import { PRIVATE_FILE } from '../file-access.ts';
import { resolveFile } from '../resolve-file.ts';
import type { OnStep } from './create-backup.ts';
import { lockDatabase } from './lock-database.ts';
import { prepareRestored } from './prepare-restored.ts';
import { wrapFileErrors } from './wrap-file-errors.ts';

export interface RestoreRequest {
  readonly file: string;
  readonly db: string;
  /** True if an existing database may be replaced. It is kept under another name. */
  readonly replace: boolean;
  /** True if sessions of the backup stay live, also those that were ended after it. */
  readonly keepSessions: boolean;
}

export type Restored = Omit<FileReport, 'faults'> & {
  readonly file: string;
  readonly db: string;
  readonly sessions_ended: number;
  /** The new path of the replaced database, or null if there was none. */
  readonly kept: string | null;
};

/**
 * Replaces a database that no process has open with a copy of a backup. At any moment the old or the new one is there,
 * complete. On failure it throws an OperatorError and changes nothing.
 */
export async function restoreBackup(
  { file, db, replace, keepSessions }: RestoreRequest,
  onStep: OnStep = () => undefined,
): Promise<Restored> {
  const [source, target] = [resolveFile(file), resolveFile(db)];
  requireBackup(source);
  requireReplaceable(target, replace);
  return wrapFileErrors(`cannot restore ${target}`, () =>
    withFolderBeside(target, async (folder) => {
      const copy = join(folder, 'restored.db');
      copyFileSync(source, copy, constants.COPYFILE_FICLONE);
      chmodSync(copy, PRIVATE_FILE);
      // Checks the copy, which will be used, not the source file.
      const { faults, ...holds } = await requireIntactFile(copy, `${source} is no sound backup`);
      const sessions_ended = prepareRestored(copy, keepSessions);
      onStep('checked');
      const kept = isThere(target) ? replaceDatabase(copy, target, onStep) : null;
      if (kept === null) placeNewFile(copy, target);
      onStep('placed');
      return { file: source, db: target, kept, sessions_ended, ...holds };
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

/** Replaces the file while holding its lock, so no waiting process opens the old file afterwards. */
function replaceDatabase(copy: string, target: string, onStep: OnStep): string {
  using lock = lockDatabase(target);
  lock.storeWal();
  copyAccess(target, copy);
  const kept = `${target}.replaced-${new Date().toISOString().replaceAll(':', '-')}`;
  keepUnder(target, kept);
  if (sizeOf(`${target}-wal`) > 0) keepUnder(`${target}-wal`, `${kept}-wal`);
  syncToDisk(copy);
  syncToDisk(dirname(target));
  onStep('kept');
  // SQLite would replay a WAL of the old database into the new one.
  for (const end of ['-wal', '-shm']) rmSync(`${target}${end}`, { force: true });
  onStep('cleared');
  renameSync(copy, target);
  syncToDisk(dirname(target));
  return kept;
}

/** The account that could open the old database can open the new one, and no other account can read it. */
function copyAccess(target: string, copy: string): void {
  const [old, made] = [statSync(target), statSync(copy)];
  try {
    if (old.uid !== made.uid || old.gid !== made.gid) chownSync(copy, old.uid, old.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    throw new OperatorError(
      `${target} belongs to user ${old.uid} and group ${old.gid}; restore as that user or as root`,
      { cause: error },
    );
  }
  // Without write permission the server could not open it.
  chmodSync(copy, (old.mode & 0o777) | PRIVATE_FILE);
}

/** A hard link, not a copy: reading the file here would release its lock (POSIX locks end with any close). */
function keepUnder(file: string, kept: string): void {
  try {
    linkSync(file, kept);
  } catch (error) {
    if (!isWithoutLinks(error)) throw error;
    throw new OperatorError(
      `${kept} cannot be made, for the file system has no hard links; move ${file}* elsewhere and restore without --replace`,
      { cause: error },
    );
  }
}
