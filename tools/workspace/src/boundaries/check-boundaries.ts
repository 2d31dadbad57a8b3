import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCycles, toImportedFiles } from './find-cycles.ts';
import { findWrongImports } from './find-wrong-imports.ts';
import { listImports } from './list-imports.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PACKAGES = '{packages,apps,tools,examples}/*';
const FILES = [
  `${PACKAGES}/{src,test,scripts,examples}/**/*.{ts,tsx,mjs}`,
  `${PACKAGES}/*.{ts,mjs}`,
];

const sources = globSync(FILES, { cwd: ROOT }).map((file) => {
  return { file: file.replaceAll('\\', '/'), source: readFileSync(join(ROOT, file), 'utf8') };
});
const wrong = sources.flatMap(({ file, source }) => findWrongImports(file, source));
for (const { file, imported, rule } of wrong) {
  process.stderr.write(`${file} imports ${imported}\n  ${rule}\n`);
}
const graph = new Map(
  sources.map(({ file, source }) => [file, toImportedFiles(file, listImports(file, source))]),
);
const cycles = findCycles(graph);
for (const cycle of cycles) {
  process.stderr.write(
    `${cycle.join('\n  imports ')}\n  Files do not import each other in a circle.\n`,
  );
}
process.exitCode = wrong.length + cycles.length === 0 ? 0 : 1;
