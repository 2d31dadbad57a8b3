import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';
import { LAST_USER, makeRealFile, readFolder } from '../support/real-file.ts';
import { runPortal, startCommandLines } from '../support/run-portal.ts';

const PAGE = 4096;
const RESTORE = 'restore a backup with: portal restore FILE --replace --db';

/** What happened to the file, and what the refusal says of it. */
const damages: readonly (readonly [string, (file: string) => Promise<void> | void, string])[] = [
  ['cut in half', (file) => cut(file, 0.5), RESTORE],
  ['cut within a page', (file) => cut(file, 0.61), RESTORE],
  ['cut to nothing', (file) => truncate(file, 0), RESTORE],
  ['whose first page is zeros', (file) => fill(file, [0, PAGE], 0), RESTORE],
  ['with a page of zeros inside', (file) => fill(file, [5 * PAGE, PAGE], 0), RESTORE],
  ['with a flipped bit in its name', (file) => flip(file, 3), RESTORE],
  ['with a flipped bit in its page size', (file) => flip(file, 16), RESTORE],
  ['with a flipped bit in a page', (file) => flip(file, 3 * PAGE), RESTORE],
  ['with a page of noise', (file) => fill(file, [6 * PAGE, PAGE], 0xa7), RESTORE],
  ['that is text', (file) => writeFile(file, 'Dear diary\n'.repeat(1000)), RESTORE],
  ['of another program', makeForeign, 'is not a Portal database; choose another file with --db'],
  [
    'of a newer version',
    makeNewer,
    'was written by a newer version of Portal (it has 0999-later); run that version or restore a backup',
  ],
];

const commands: readonly string[] = [
  'serve --port 0',
  'serve --port 0 --demo',
  'migrate',
  'user add carl',
  'user show User-1',
  'link add User-1 discord 1 --platform-username x',
  'link remove User-1 discord',
  'session issue User-1',
  `session end ${'f'.repeat(64)}`,
  'permission set User-1 admin',
  'subscription grant User-1 trial --days 3',
  'moderation add User-1 CHAT_MUTE',
  'moderation lift 1',
  'chat add User-1 Owls',
  'bot add User-1 owlbot discord',
  'backup copy.db',
];

describe.each([
  ['a file', false],
  ['a file with a WAL', true],
])('%s', (_name, withWal) => {
  test.each(damages)(
    '%s is refused in one line by every command, and no byte of it changes',
    async (_damage, damage, hint) => {
      await using folder = await createFolder();
      await using commandLines = startCommandLines();
      const file = folder.file('portal.db');
      await makeRealFile(file, { withWal });
      await damage(file);
      const before = await readFolder(folder.path);
      for (const command of commands) {
        const line = command.replace('copy.db', folder.file('copy.db')).split(' ');
        const { code, stdout, stderr } = await commandLines.run([...line, '--db', file]);
        expect({ code, stdout }, command).toEqual({ code: 1, stdout: '' });
        expect(stderr, command).toMatch(/^portal: [^\n]+\n$/);
        expect(stderr, command).toContain(file);
        expect(stderr, command).toContain(hint);
      }
      const { code, stdout, stderr } = await commandLines.run(['check', '--db', file]);
      expect([code, `${stdout}${stderr}`]).toEqual([1, expect.stringContaining(file)]);
      expect(await readFolder(folder.path)).toEqual(before);
    },
  );
});

test('a process of its own refuses to serve a damaged file just so', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await makeRealFile(file, { withWal: true });
  await cut(file, 0.5);
  const before = await readFolder(folder.path);
  const { code, stdout, stderr } = await runPortal(['serve', '--port', '0', '--db', file]);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^portal: .* is damaged or no database \(.*\); restore a backup.*\n$/);
  expect(await readFolder(folder.path)).toEqual(before);
});

test('a database whose file is gone is not made anew over the WAL that is left', async () => {
  await using commandLines = startCommandLines();
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await makeRealFile(file, { withWal: true });
  await rm(file);
  const before = await readFolder(folder.path);
  for (const command of ['serve', 'migrate', 'user add carl']) {
    const ended = await commandLines.run([...command.split(' '), '--db', file]);
    expect(ended, command).toEqual({
      code: 1,
      signal: null,
      stdout: '',
      stderr: `portal: ${file} is gone and its ${file}-wal is not; put the file back, or move the WAL elsewhere\n`,
    });
  }
  expect(await readFolder(folder.path)).toEqual(before);
});

test('what a killed process left in the WAL is there again', async () => {
  await using commandLines = startCommandLines();
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await makeRealFile(file, { withWal: true });
  const { stdout } = await commandLines.run(['user', 'show', LAST_USER, '--json', '--db', file]);
  expect(JSON.parse(stdout)).toMatchObject({ permission_level: 2 });
});

async function cut(file: string, share: number): Promise<void> {
  const { length } = await readFile(file);
  await truncate(file, Math.floor(length * share));
}

async function fill(file: string, [at, length]: [number, number], value: number): Promise<void> {
  const bytes = await readFile(file);
  await writeFile(file, bytes.fill(value, at, at + length));
}

async function flip(file: string, at: number): Promise<void> {
  const bytes = await readFile(file);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  await writeFile(file, bytes);
}

async function makeForeign(file: string): Promise<void> {
  await rm(file);
  await rm(`${file}-wal`, { force: true });
  const sqlite = new Sqlite(file);
  sqlite.exec('create table diary (entry text)');
  sqlite.close();
}

/** In the WAL where there is one, and on a copy: this connection would store it in the file. */
async function makeNewer(file: string): Promise<void> {
  const hadWal = await readFile(`${file}-wal`).then(
    () => true,
    () => false,
  );
  const sqlite = new Sqlite(file);
  sqlite.exec("insert into kysely_migration values ('0999-later', '2027-01-01T00:00:00Z')");
  const files = [file, ...(hadWal ? [`${file}-wal`] : [])];
  const bytes = await Promise.all(files.map((name) => readFile(name)));
  sqlite.close();
  if (hadWal) await Promise.all(files.map((name, index) => writeFile(name, bytes[index] ?? '')));
}
