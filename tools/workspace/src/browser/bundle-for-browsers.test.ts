import { expect, test } from 'vitest';
import { bundleForBrowsers } from './bundle-for-browsers.ts';

const FOLDER = import.meta.dirname;

test('a program is one minified module, without what it does not use', async () => {
  const program = 'const used = 20 + 22; const unused = 7; export { used };';
  const { code, files } = await bundleForBrowsers(program, FOLDER);
  expect(code).toContain('export{');
  expect(code).not.toContain('unused');
  expect(files).toEqual([expect.stringMatching(/bundled-program\.ts$/)]);
});

test('a program imports what stands beside it, as TypeScript', async () => {
  const { code } = await bundleForBrowsers(
    "export * from '../boundaries/import-rules.ts';",
    FOLDER,
  );
  expect(code).toContain('export{');
  const program = "export * from './not-there.ts';";
  await expect(bundleForBrowsers(program, FOLDER)).rejects.toThrow('not-there.ts');
});

test('a program that needs Node is no program for browsers', async () => {
  const program = "import { readFile } from 'node:fs'; export { readFile };";
  await expect(bundleForBrowsers(program, FOLDER)).rejects.toThrow('node:fs');
});
