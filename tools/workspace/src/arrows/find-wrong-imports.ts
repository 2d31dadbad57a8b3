import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { arrows, type Door, TEST_DOORS } from './arrows.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** An import that points the wrong way, and the sentence that names the right door. */
export interface WrongImport {
  readonly file: string;
  readonly imported: string;
  readonly rule: string;
}

/** The wrong imports of one file; its path is from the workspace's root, with slashes. */
export function findWrongImports(file: string, source: string): readonly WrongImport[] {
  return findImports(file, source).flatMap((imported) => {
    const rule = imported.startsWith('.') ? judgePath(file, imported) : judgeName(file, imported);
    return rule === undefined ? [] : [{ file, imported, rule }];
  });
}

/** Every module a file names, also for types alone, by re-export or at run time. */
function findImports(file: string, source: string): readonly string[] {
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
    source.slice(start, end).replace(/^['"`]|['"`]$/g, ''),
  );
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
  );
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...exported,
    ...dynamic,
  ];
}

function judgePath(file: string, imported: string): string | undefined {
  const target = new URL(imported, `file:///${file}`).pathname.slice(1);
  if (target.startsWith(`${folderOf(file)}/`)) return undefined;
  return 'Import another package by its name, never by path.';
}

function judgeName(file: string, imported: string): string | undefined {
  const door = findDoor(file);
  if (door === undefined) return `${folderOf(file)} has no place in the arrows: give it one.`;
  const name = imported
    .split('/')
    .slice(0, imported.startsWith('@') ? 2 : 1)
    .join('/');
  const isTest = /\.test\.ts$|\/(test|scripts)\/|vitest\.config\.ts$/.test(file);
  if (isTest && (TEST_DOORS.includes(name) || imported.startsWith('node:'))) return undefined;
  if (!name.startsWith('@portal/'))
    return isOutsideAllowed(door.outside, name) ? undefined : door.rule;
  if (!door.ours.includes(name)) return door.rule;
  const isDeep = imported !== name && !isExported(name, imported);
  return isDeep ? 'Import a package by what its package.json exports.' : undefined;
}

/** Whether a package of ours exports a path beside its index. */
function isExported(name: string, imported: string): boolean {
  return imported.replace(name, '.') in readExports(name);
}

function readExports(name: string): object {
  const folder = name === '@portal/workspace' ? 'tools' : 'packages';
  const manifest = join(ROOT, folder, name.replace('@portal/', ''), 'package.json');
  return JSON.parse(readFileSync(manifest, 'utf8')).exports ?? {};
}

function isOutsideAllowed(allowed: readonly string[] | undefined, name: string): boolean {
  return allowed === undefined || allowed.includes(name);
}

/** The boundaries of the longest folder that has some. */
function findDoor(file: string): Door | undefined {
  const [folder] = Object.keys(arrows)
    .filter((known) => file.startsWith(`${known}/`))
    .toSorted((one, other) => other.length - one.length);
  return folder === undefined ? undefined : arrows[folder];
}

function folderOf(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}
