import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const WHOLE = /^`[^`]+\.test\.ts` › `[^`]+`\s*$/;
const NAMED = /`([^`]+\.test\.ts)` › `([^`]+)`/g;

test('every row of the threat table names a control and a test', async () => {
  const rows = await readRows();
  expect(rows.length).toBeGreaterThanOrEqual(24);
  for (const row of rows) {
    const [threat = '', control = '', shown = ''] = row.split(' | ').map((cell) => cell.trim());
    expect(control, threat).not.toBe('');
    for (const named of shown.replace(/ \|$/, '').split('<br>'))
      expect(named, threat).toMatch(WHOLE);
  }
});

test('every test that the threat table names is there', async () => {
  const named = (await readRows()).flatMap((row) => [...row.matchAll(NAMED)]);
  for (const [, file = '', title = ''] of named) {
    expect(findTitles(await readFile(join(ROOT, file), 'utf8')), file).toContain(title);
  }
});

async function readRows(): Promise<readonly string[]> {
  const page = await readFile(join(ROOT, 'SECURITY.md'), 'utf8');
  const [, section = ''] = page.split('\n## Threats\n');
  const [table = ''] = section.split('\n## ');
  return table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2);
}

/** Whatever is the first argument of a call and a string, which titles are; none is skipped or to be done. */
function findTitles(source: string): readonly string[] {
  const titles = /(?<!\b(?:skip|todo))\(\s*'((?:[^'\\\n]|\\.)+)',/g;
  return [...source.matchAll(titles)].map(([, title = '']) => title.replaceAll("\\'", "'"));
}
