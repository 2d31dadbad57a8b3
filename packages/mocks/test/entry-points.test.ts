import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

test('the mock itself needs neither MSW nor Node', () => {
  const imported = findImported(join(src, 'index.ts'));
  expect([...imported].filter((name) => !name.startsWith('.')).sort()).toEqual([
    '@portal/contract',
    '@portal/domain',
    '@portal/server',
    'hono',
  ]);
});

test('the handlers need MSW besides, and no part of it that only one platform has', () => {
  const imported = findImported(join(src, 'msw/index.ts'));
  expect([...imported].filter((name) => !name.startsWith('.')).sort()).toEqual([
    '@portal/contract',
    '@portal/domain',
    '@portal/server',
    'hono',
    'msw/http',
  ]);
});

// Without leave, a tRPC router refuses to be built where there is a window.
test.each(['index.ts', 'msw/index.ts'])('%s starts where there is a page', async (file) => {
  const program = `globalThis.window = {}; await import(${JSON.stringify(join(src, file))});`;
  const args = ['--input-type=module', '--eval', program];
  // Not the environment of tests, in which the router is built anywhere.
  const { stderr } = await promisify(execFile)(process.execPath, args, { env: {} });
  expect(stderr).toBe('');
});

/** Every module that a file leads to, by the name it is imported under. */
function findImported(file: string, found = new Set<string>()): ReadonlySet<string> {
  const text = readFileSync(file, 'utf8');
  for (const [, name = ''] of text.matchAll(/(?:from|import)\s*\(?'([^']+)'/g)) {
    const next = name.startsWith('.') ? join(dirname(file), name) : name;
    const key = name.startsWith('.') ? `.${next}` : name;
    if (found.has(key)) continue;
    found.add(key);
    if (name.startsWith('.')) findImported(next, found);
  }
  return found;
}
