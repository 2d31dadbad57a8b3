import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { importRules } from './import-rules.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const folders = globSync('{packages,apps,tools,examples}/*/package.json', { cwd: ROOT }).map(
  dirname,
);

test.each(folders)('the manifest of %s depends only on what its import rule allows', (folder) => {
  const { dependencies = {} } = JSON.parse(
    readFileSync(join(ROOT, folder, 'package.json'), 'utf8'),
  );
  const ours = Object.keys(dependencies).filter((name) => name.startsWith('@portal/'));
  expect(importRules[folder]?.ours).toEqual(expect.arrayContaining(ours));
});

test('every package has an import rule', () => {
  expect(Object.keys(importRules)).toEqual(expect.arrayContaining(folders));
});
