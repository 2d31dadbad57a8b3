import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { arrows } from './arrows.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const folders = globSync('{packages,apps,tools,examples}/*/package.json', { cwd: ROOT }).map(
  dirname,
);

test.each(folders)('the manifest of %s depends only on what its arrows reach', (folder) => {
  const { dependencies = {} } = JSON.parse(
    readFileSync(join(ROOT, folder, 'package.json'), 'utf8'),
  );
  const ours = Object.keys(dependencies).filter((name) => name.startsWith('@portal/'));
  expect(arrows[folder]?.ours).toEqual(expect.arrayContaining(ours));
});

test('every package has a place among the arrows', () => {
  expect(Object.keys(arrows)).toEqual(expect.arrayContaining(folders));
});
