import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { skipFor } from '@portal/workspace/tools';
import { expect, test } from 'vitest';
import { findObstacle } from './find-obstacle.ts';
import { PROGRAMS } from './programs.ts';
import { readBlocks } from './readme-blocks.ts';
import { startApi, startMock } from './servers.ts';
import { spawnCommand } from './spawn-command.ts';

const FOLDER = new URL('..', import.meta.url);

test('each line of the README, run as written, prints what the README shows', async (context) => {
  skipFor(context, await findObstacle(PROGRAMS));
  await using api = await startApi();
  await using mock = await startMock();
  const [allThree = '', refused = '', mocked = ''] = await readBlocks('sh');
  const [settings = '', refusal = ''] = await readBlocks('text');
  const run = async (script: string) => {
    const adapted = script
      .replaceAll('npx -y pnpm@12 exec ', '')
      .replaceAll('npx -y pnpm@12 ', '')
      .replaceAll('http://127.0.0.1:3000', api.url)
      .replaceAll('http://localhost:4010', mock.url)
      .replaceAll('data/demo.db', api.db);
    const { stdout } = await spawnCommand('sh', ['-c', `cd ../..; exec 2>&1\n${adapted}`]).ended;
    return withoutIds(stdout);
  };
  expect(await run(allThree + refused)).toBe(settings.repeat(3) + withoutIds(refusal));
  expect(await run(mocked)).toBe(settings);
});

test('the README names every program, and each fits on a page without a dependency', async () => {
  const readme = await readFile(new URL('README.md', FOLDER), 'utf8');
  expect(globSync('settings.*', { cwd: FOLDER }).sort()).toEqual([...PROGRAMS].sort());
  for (const program of PROGRAMS) {
    expect(readme).toContain(`[${program}](${program})`);
    const lines = (await readFile(new URL(program, FOLDER), 'utf8')).split('\n');
    expect(lines.length, program).toBeLessThan(80);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  }
  expect(await readFile(new URL('settings.mjs', FOLDER), 'utf8')).not.toMatch(/^import /m);
});

function withoutIds(text: string): string {
  return text.replaceAll(/[\da-f-]{36}/g, 'ID');
}
