import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { OperatorError } from '@portal/serving/operator-error';

/**
 * The absolute path of a file without symbolic links, also if the file does not exist yet, because SQLite puts the WAL
 * beside the real file. Throws an OperatorError for `-`, which is not a stream here.
 */
export function resolveFile(path: string): string {
  if (path === '-') throw new OperatorError('- is not a file; write ./- for a file of that name');
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch (error) {
    // The code that opens the file reports the error.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return absolute;
  }
  const folder = dirname(absolute);
  if (lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink()) {
    return resolveFile(resolve(folder, readlinkSync(absolute)));
  }
  return join(resolveFile(folder), basename(absolute));
}
