import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A database has personal data, so only its owner may read the file. SQLite gives WAL and -shm the same mode. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

/** True if other accounts can read a file: its mode and the mode of its folder allow it. */
export function isReadableByOthers(path: string): boolean {
  const [file, folder] = [statSync(path).mode, statSync(dirname(path)).mode];
  return (file & 0o004) !== 0 && (folder & 0o001) !== 0;
}

/** The warning about a file that other accounts can read, with the fix. */
export function describeAccess(path: string): string {
  return `other accounts of this machine can read ${path}; run: chmod 600 ${path}*`;
}
