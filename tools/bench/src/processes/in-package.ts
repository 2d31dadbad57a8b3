import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of another package. Apps are started as their users start them, never imported. */
export function inPackage(name: string, path: string): string {
  return join(dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`))), path);
}
