import { closeSync, fsyncSync, linkSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Bytes; 0 for a file that does not exist. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

export function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Waits until the disk has a file, or which files a folder holds. */
export function syncToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Gives a finished file its name, at once and for good; throws EEXIST where the name is taken. */
export function placeNewFile(finished: string, path: string): void {
  syncToDisk(finished);
  linkSync(finished, path);
  syncToDisk(dirname(path));
}

/** Runs work with an empty folder beside a path, on the same disk, which is gone in the end. */
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
