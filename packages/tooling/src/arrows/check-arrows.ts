import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findWrongImports } from './find-wrong-imports.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const FILES = '{packages,apps}/*/{src,test,scripts,examples}/**/*.ts';

const wrong = globSync([FILES, '{packages,apps}/*/*.ts'], { cwd: ROOT }).flatMap((file) =>
  findWrongImports(file.replaceAll('\\', '/'), readFileSync(join(ROOT, file), 'utf8')),
);
for (const { file, imported, rule } of wrong) {
  process.stderr.write(`${file} imports ${imported}\n  ${rule}\n`);
}
process.exitCode = wrong.length === 0 ? 0 : 1;
