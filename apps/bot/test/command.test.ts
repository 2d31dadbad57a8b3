import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const COMMAND = join(import.meta.dirname, '../src/portal-bot.js');

function runBot(args: readonly string[], env: Record<string, string>) {
  return run(process.execPath, [COMMAND, ...args], { env }).catch((error: unknown) => error);
}

test('settings that are missing are a line each, and the command ends with 1', async () => {
  expect(await runBot([], {})).toMatchObject({
    code: 1,
    stdout: '',
    stderr:
      'portal-bot: PORTAL_URL is missing: the address of Portal, such as https://portal.example\n' +
      'portal-bot: SITE_URL is missing: the address of the page where people sign in\n',
  });
});

test('what registers the command needs no settings of the server', async () => {
  const stderr = expect.stringMatching(/^portal-bot: DISCORD_APPLICATION_ID is missing: .+\n.+\n$/);
  expect(await runBot(['register'], {})).toMatchObject({ code: 1, stderr });
});

test('a command that there is not ends with 2 and names the help', async () => {
  const stderr = 'portal-bot: see: portal-bot --help\n';
  expect(await runBot(['lgoin'], {})).toMatchObject({ code: 2, stderr });
});

test('the help names both commands', async () => {
  const { stdout } = (await runBot(['--help'], {})) as { stdout: string };
  expect(stdout).toMatch(/portal-bot register/);
});
