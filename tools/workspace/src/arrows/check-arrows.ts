import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findWrongImports } from './find-wrong-imports.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PACKAGES = '{packages,apps,tools,examples}/*';
const FILES = [
  `${PACKAGES}/{src,test,scripts,examples}/**/*.{ts,tsx,mjs}`,
  `${PACKAGES}/*.{ts,mjs}`,
];

const wrong = globSync(FILES, { cwd: ROOT }).flatMap((file) =>
  findWrongImports(file.replaceAll('\\', '/'), readFileSync(join(ROOT, file), 'utf8')),
);
for (const { file, imported, rule } of wrong) {
  process.stderr.write(`${file} imports ${imported}\n  ${rule}\n`);
}
process.exitCode = wrong.length === 0 ? 0 : 1;
