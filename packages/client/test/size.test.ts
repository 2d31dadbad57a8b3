import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { errorRegistry } from '@portal/contract';
import { bundleForBrowsers } from '@portal/workspace/bundle-for-browsers';
import { expect, test } from 'vitest';

const PACKAGE = join(import.meta.dirname, '..');
const TOLERANCE = 0.02;
const STATED =
  /([\d.]+) kB minified, ([\d.]+) kB with gzip, ([\d.]+) kB with brotli; ([\d.]+) kB of that \(gzip\) is Portal's/;

const [client, plain] = await Promise.all(
  [
    "export * from './src/index.ts';",
    "export { createTRPCClient, httpBatchLink } from '@trpc/client';",
  ].map((program) => bundleForBrowsers(program, PACKAGE)),
);

test('the bundle for browsers is as large as the README states', async () => {
  const readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');
  const stated = STATED.exec(readme.replaceAll('\n', ' '))?.slice(1).map(Number);
  const sizes = measure(client?.code);
  const actual = [...sizes, (sizes[1] ?? 0) - (measure(plain?.code)[1] ?? 0)];
  expect(stated, `the sizes are ${actual.map((size) => size.toFixed(2))}`).toHaveLength(4);
  for (const [at, size] of actual.entries()) {
    const difference = Math.abs((stated?.[at] ?? 0) / size - 1);
    expect(difference, `${stated?.[at]} kB is stated, ${size} kB is true`).toBeLessThan(TOLERANCE);
  }
});

test('the bundle has our own files and those of the plain tRPC client, so neither zod nor a server', () => {
  const own = (client?.files ?? []).filter((file) => !plain?.files.includes(file));
  expect(own.filter((file) => !file.startsWith(join(PACKAGE, 'src')))).toEqual([]);
  expect(own.length).toBeGreaterThan(5);
});

test('nothing of the contract is in the bundle: of it a client has types alone', () => {
  for (const { sentence, when } of Object.values(errorRegistry)) {
    expect(client?.code).not.toContain(sentence);
    expect(client?.code).not.toContain(when);
  }
  expect(client?.code).not.toMatch(/ZodError|initTRPC|fetchRequestHandler/);
});

/** Kilobytes: minified, with gzip, with brotli. */
function measure(code = ''): readonly number[] {
  return [Buffer.from(code), gzipSync(code, { level: 9 }), brotliCompressSync(code)].map(
    ({ length }) => length / 1000,
  );
}
