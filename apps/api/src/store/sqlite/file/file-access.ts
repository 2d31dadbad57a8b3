import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A database holds personal data: its file is for its owner alone, and SQLite gives WAL and -shm the same mode. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

/** Whether other accounts can read a file: its mode lets them, and the mode of its folder does. */
export function isReadableByOthers(path: string): boolean {
  const [file, folder] = [statSync(path).mode, statSync(dirname(path)).mode];
  return (file & 0o004) !== 0 && (folder & 0o001) !== 0;
}

/** One sentence on a file that other accounts can read, and what to do. */
export function describeAccess(path: string): string {
  return `other accounts of this machine can read ${path}; run: chmod 600 ${path}*`;
}
