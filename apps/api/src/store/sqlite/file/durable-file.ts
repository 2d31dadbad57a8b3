import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { PRIVATE_FILE } from './file-access.ts';

/** The error codes of a file system without hard links: FAT and exFAT, on Linux and on macOS. */
const NO_LINKS_CODES = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/** Size in bytes; 0 if the file does not exist. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

export function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Waits until a file, or the list of files of a folder, is on disk. */
export function syncToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Gives a finished file its name atomically and durably. Throws EEXIST if the name is taken. */
export function placeNewFile(finished: string, path: string, link = linkSync): void {
  syncToDisk(finished);
  try {
    link(finished, path);
  } catch (error) {
    if (!isWithoutLinks(error)) throw error;
    placeByRename(finished, path);
  }
  syncToDisk(dirname(path));
}

/** True if an error says that the file system has no hard links. */
export function isWithoutLinks(error: unknown): boolean {
  return NO_LINKS_CODES.includes((error as NodeJS.ErrnoException).code ?? '');
}

/** A rename overwrites, so this first creates an empty file, which fails if the name is taken. */
function placeByRename(finished: string, path: string): void {
  closeSync(openSync(path, 'wx', PRIVATE_FILE));
  try {
    renameSync(finished, path);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/** Runs work with an empty folder beside a path, on the same disk, and deletes the folder afterwards. */
export async function withFolderBeside<TResult>(
  path: string,
  work: (folder: string) => Promise<TResult> | TResult,
): Promise<TResult> {
  const folder = mkdtempSync(`${path}.partial-`);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
