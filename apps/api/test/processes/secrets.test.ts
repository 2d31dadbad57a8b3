import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';
import { everyCall } from '../support/every-call.ts';
import { type CommandLines, startCommandLines, startPortalProcess } from '../support/run-portal.ts';
import { callRest, callTrpc } from '../support/transports.ts';

/** A part this long tells more of a token than its suffix, which is shown. */
const PART = 8;

/** Every command there is; TOKEN stands for that of a session. */
const commands: readonly string[] = [
  'migrate',
  'user add viewer',
  'user add boss --level owner',
  'session issue viewer',
  'session issue viewer --json',
  'session issue boss --ttl 3600',
  'link add viewer discord 1 --platform-username x',
  'link remove viewer discord',
  'permission set viewer admin --by boss',
  'permission set viewer user',
  'subscription grant viewer premium --days 3',
  'moderation add viewer CHAT_MUTE',
  'moderation lift 1',
  'chat add viewer Owls',
  'bot add viewer owlbot discord',
  // Each command empties the WAL before it writes: the last one leaves a session there.
  'session issue viewer',
];

/** What comes after sessions were used: an end, refusals that repeat what was typed, and copies. */
const afterwards: readonly string[] = [
  'session end TOKEN',
  'session end TOKEN',
  'session end psession=TOKEN',
  'session end TOKEN TOKEN',
  'session issue viewer TOKEN',
  'user show viewer --json',
  'check',
  'backup BACKUP',
  'restore BACKUP --replace',
];

test('no part of a token longer than its suffix is in a log, an answer of a command, or a file', async () => {
  await using folder = await createFolder();
  const [file, backup] = [folder.file('portal.db'), folder.file('backup.db')];
  const env = { PORTAL_DB: file, LOG_LEVEL: 'trace', RATE_LIMIT_USER: '0' };
  await using server = await startPortalProcess([], { env });
  await using commandLines = startCommandLines({ env });
  const { tokens, told } = await runAll(commandLines);
  const wal = await readFile(`${file}-wal`, 'latin1');
  const answers = await useTokens(server.url, tokens);
  for (const command of afterwards) {
    const line = command.replaceAll('TOKEN', tokens[0] ?? '').replace('BACKUP', backup);
    const { stdout, stderr } = await commandLines.run(line.split(' '));
    told.push(stdout, stderr);
  }
  const { stderr: log } = await server.stop();
  const [stored, copied] = [await readFile(file, 'latin1'), await readFile(backup, 'latin1')];

  const places = { told: told.join('\n'), answers: answers.join('\n'), log, wal, stored, copied };
  for (const [place, text] of Object.entries(places)) {
    expect(text.length, place).toBeGreaterThan(1000);
    expect(findSecrets(tokens, text), place).toEqual([]);
  }
});

test('a part of a token would be found', () => {
  const token = '0123456789abcdef'.repeat(4);
  expect(findParts(token, `{"token":"${token.slice(3, 11)}"}`)).toEqual([token.slice(3, 11)]);
  expect(findParts(token, `the session ending in ${token.slice(-6)} is over`)).toEqual([]);
});

/** Runs every command, and keeps the tokens that are printed on purpose apart from all else they tell. */
async function runAll(commandLines: CommandLines) {
  const [told, tokens]: [string[], string[]] = [[], []];
  for (const command of commands) {
    const { code, stdout, stderr } = await commandLines.run(command.split(' '));
    expect({ code, stderr }, command).toEqual({ code: 0, stderr: '' });
    const [token] = /(?<!hbot_)[0-9a-f]{64}/.exec(stdout) ?? [];
    if (token === undefined) told.push(stdout);
    else tokens.push(token);
  }
  expect(tokens).toHaveLength(4);
  return { tokens, told };
}

/** Sends tokens in every call of both transports, well and badly, and answers what came back. */
async function useTokens(url: string, tokens: readonly string[]): Promise<readonly string[]> {
  const cookies = tokens.flatMap((token) => [
    `psession=${token}`,
    `psession=${token.toUpperCase()}`,
    `psession=${token}; psession=${token}`,
    token,
  ]);
  const calls = [callRest, callTrpc].flatMap((call) =>
    everyCall.flatMap((asked) => cookies.map((cookie) => call({ url, cookie, ...asked }))),
  );
  const unknown = cookies.map((cookie) =>
    fetch(`${url}/v1/users/me`, { method: 'PUT', headers: { cookie } }),
  );
  await Promise.all(unknown);
  return (await Promise.all(calls)).map(({ text }) => text);
}

/** Parts of tokens in a text, and whole tokens as bytes. */
function findSecrets(tokens: readonly string[], text: string): readonly string[] {
  const lower = text.toLowerCase();
  const whole = tokens.filter((token) =>
    text.includes(Buffer.from(token, 'hex').toString('latin1')),
  );
  return [...whole, ...tokens.flatMap((token) => findParts(token, lower))];
}

function findParts(token: string, text: string): readonly string[] {
  const parts = Array.from({ length: token.length - PART + 1 }, (_, at) =>
    token.slice(at, at + PART),
  );
  return [...new Set(parts)].filter((part) => text.includes(part));
}
