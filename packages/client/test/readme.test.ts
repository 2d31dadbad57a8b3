import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type PortalClientOptions, PortalError, type PortalErrorKind } from '../src/index.ts';

const PACKAGE = join(import.meta.dirname, '..');
const readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');

// The compiler holds these to the types, the tests hold the README to these.
const options: Record<keyof PortalClientOptions, true> = {
  url: true,
  session: true,
  onSession: true,
  apiKey: true,
  headers: true,
  timeout: true,
  retries: true,
  onError: true,
  fetch: true,
};
const kinds: Record<PortalErrorKind, true> = {
  refused: true,
  unexpected: true,
  network: true,
  timeout: true,
  aborted: true,
  session: true,
};

test('the table of options has each option, and no other', () => {
  expect(firstColumn('option')).toEqual(Object.keys(options));
});

test('the table of kinds has each kind, and no other', () => {
  expect(firstColumn('`kind`')).toEqual(Object.keys(kinds));
});

test('what an error has by the README is there', () => {
  const fields = readme.split('## Errors')[1]?.matchAll(/`([a-z_]+)`/g) ?? [];
  const named = new Set(Array.from(fields, ([, name = '']) => name));
  const ofAccounts = ['reason', 'expires_at'];
  const known = [...Object.keys(kinds), ...ofAccounts, 'kind', 'errors', 'signal'];
  const error = new PortalError('timeout', 'Portal did not answer within 50 ms');
  for (const name of named) {
    if (!known.includes(name)) expect(error, name).toHaveProperty(name);
  }
  expect(named.size).toBeGreaterThan(10);
});

test('every file it links to exists', () => {
  for (const [, target = ''] of readme.matchAll(/\]\(([^)#:]+)\)/g)) {
    expect(existsSync(join(PACKAGE, target)), target).toBe(true);
  }
});

function firstColumn(title: string): readonly (string | undefined)[] {
  const [, rows = ''] = readme.split(new RegExp(`^\\| ${title} .*\\n\\| --.*\\n`, 'm'));
  const [table = ''] = rows.split('\n\n');
  return table.split('\n').map((row) => /^\| `([^`]+)`/.exec(row)?.[1]);
}
