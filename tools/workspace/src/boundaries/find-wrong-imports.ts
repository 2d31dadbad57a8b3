import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ImportRule, importRules, TEST_IMPORTS } from './import-rules.ts';
import { listImports } from './list-imports.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** An import that points the wrong way, and what is allowed instead. */
export interface WrongImport {
  readonly file: string;
  readonly imported: string;
  readonly rule: string;
}

/** The wrong imports of one file; its path is from the workspace's root, with slashes. */
export function findWrongImports(file: string, source: string): readonly WrongImport[] {
  return listImports(file, source).flatMap((imported) => {
    const rule = imported.startsWith('.') ? checkPath(file, imported) : checkName(file, imported);
    return rule === undefined ? [] : [{ file, imported, rule }];
  });
}

function checkPath(file: string, imported: string): string | undefined {
  const target = new URL(imported, `file:///${file}`).pathname.slice(1);
  if (target.startsWith(`${folderOf(file)}/`)) return undefined;
  return 'Import another package by its name, never by path.';
}

function checkName(file: string, imported: string): string | undefined {
  const rule = findRule(file);
  if (rule === undefined) return `${folderOf(file)} has no import rule: give it one.`;
  const name = imported
    .split('/')
    .slice(0, imported.startsWith('@') ? 2 : 1)
    .join('/');
  const isTest = /\.test\.ts$|\/(test|scripts)\/|vitest\.config\.ts$/.test(file);
  if (isTest && (TEST_IMPORTS.includes(name) || imported.startsWith('node:'))) return undefined;
  if (!name.startsWith('@portal/'))
    return isOutsideAllowed(rule.outside, name) ? undefined : rule.message;
  if (!rule.ours.includes(name)) return rule.message;
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

/** The rule of the longest folder that has one. */
function findRule(file: string): ImportRule | undefined {
  const [folder] = Object.keys(importRules)
    .filter((known) => file.startsWith(`${known}/`))
    .toSorted((one, other) => other.length - one.length);
  return folder === undefined ? undefined : importRules[folder];
}

function folderOf(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}
