import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of a package of this workspace. Apps are started as processes, never imported. */
export function findPackage(name: string): string {
  return dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)));
}

/** The file of a command, by the `bin` of the package in a folder. */
export function findCommand(folder: string, command: string): string {
  const { bin = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (bin[command] === undefined) throw new Error(`${folder} has no command ${command}`);
  return join(folder, bin[command]);
}
