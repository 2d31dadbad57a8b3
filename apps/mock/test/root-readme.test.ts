import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { needTools } from '@portal/workspace/tools';
import { expect, test } from 'vitest';
import { startTestMock } from './test-mock.ts';

const run = promisify(execFile);
const README = new URL('../../../README.md', import.meta.url);
const SHOWN = /```sh\n([^`]*:4010[^`]*)```\n\n```json\n([^`]*)```/g;

test('each line of the README that asks the mock gives what the README shows', async (context) => {
  needTools(context, 'curl');
  await using mock = await startTestMock();
  const shown = [...(await readFile(README, 'utf8')).matchAll(SHOWN)];
  expect(shown).toHaveLength(2);
  for (const [, script = '', output = ''] of shown) {
    const line = script.replaceAll('http://localhost:4010', mock.url);
    const printed = await run('sh', ['-c', line]);
    expect(withoutId(printed.stdout)).toBe(withoutId(output));
  }
});

/** In the order of its keys, but for the id, which is another each time. */
function withoutId(json: string): string {
  return JSON.stringify(JSON.parse(json), (key, value) => (key === 'correlation_id' ? key : value));
}
