import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { spawnScript } from '@portal/workspace/spawn-program';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { createBackup } from '../../src/store/sqlite/file/backup/create-backup.ts';
import { restoreBackup } from '../../src/store/sqlite/file/backup/restore-backup.ts';
import { checkFile } from '../../src/store/sqlite/file/check/check-file.ts';
import { createFolder, type Folder } from '../support/create-folder.ts';
import { dumpFile } from '../support/dump-file.ts';
import { makeRealFile, readFolder } from '../support/real-file.ts';
import { runPortal, startPortalProcess } from '../support/run-portal.ts';

const RESTORE_PROCESS = fileURLToPath(new URL('../support/restore-process.ts', import.meta.url));
const KEPT = /^portal\.db\.replaced-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z$/;

/** A backup, and a database that has gone on since; its last change is in the WAL where one is wanted. */
async function prepare(folder: Folder, { withWal = false } = {}) {
  const [file, backup] = [folder.file('portal.db'), folder.file('backup.db')];
  const original = folder.file('original.db');
  await makeRealFile(original);
  await createBackup(original, backup);
  await makeRealFile(file, { withWal });
  return { file, backup };
}

test('a backup is restored where there is no database, and served', async () => {
  await using folder = await createFolder();
  const { backup } = await prepare(folder);
  const file = folder.file('new.db');
  const args = ['restore', backup, '--keep-sessions', '--db', file];
  const { code, stdout, stderr } = await runPortal(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /^\S+new\.db holds 150 users, 150 sessions, schema \S+, \d+ bytes\nits sessions are as in the backup, also those that were ended after it\n$/,
  );
  expect(dumpFile(file)).toEqual(dumpFile(backup));
  await using server = await startPortalProcess(['--db', file]);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});

test('a database that is there is replaced only when told to', async () => {
  await using folder = await createFolder();
  const { file, backup } = await prepare(folder);
  const before = await readFolder(folder.path);
  expect(await runPortal(['restore', backup, '--db', file])).toEqual({
    code: 1,
    signal: null,
    stdout: '',
    stderr: `portal: ${file} is there already; replace it with --replace, which keeps it beside under another name\n`,
  });
  expect(await readFolder(folder.path)).toEqual(before);
});

describe.each([
  ['a database', false],
  ['a database with a WAL', true],
])('%s that is replaced', (_name, withWal) => {
  test('is kept whole under the name that is printed', async () => {
    await using folder = await createFolder();
    const { file, backup } = await prepare(folder, { withWal });
    const old = dumpFile(file);
    const { code, stdout } = await runPortal([
      'restore',
      backup,
      '--replace',
      '--keep-sessions',
      '--json',
      '--db',
      file,
    ]);
    expect(code).toBe(0);
    const { kept } = JSON.parse(stdout);
    const names = (await readdir(folder.path)).filter((name) => name.startsWith('portal.db'));
    expect(names.sort()).toEqual(['portal.db', expect.stringMatching(KEPT)]);
    expect(folder.file(names[1] ?? '')).toBe(kept);
    expect(dumpFile(kept)).toEqual(old);
    expect(dumpFile(file)).toEqual(dumpFile(backup));
  });

  test.each(['checked', 'kept', 'cleared', 'placed'])(
    'is there whole, or the backup is, when the process is killed after it has %s',
    async (step) => {
      await using folder = await createFolder();
      const { file, backup } = await prepare(folder, { withWal });
      const [old, wanted] = [dumpFile(file), dumpFile(backup)];
      const { ended } = spawnScript(RESTORE_PROCESS, [step, backup, file]);
      expect(await ended).toMatchObject({ signal: 'SIGKILL' });
      expect(dumpFile(file)).toEqual(step === 'placed' ? wanted : old);
      expect(await checkFile(file)).toMatchObject({ faults: [] });
      await restoreBackup({ file: backup, db: file, replace: true, keepSessions: true });
      expect(dumpFile(file)).toEqual(wanted);
    },
  );
});

test('a database that a server has open is not replaced', async () => {
  await using folder = await createFolder();
  const { file, backup } = await prepare(folder);
  await using server = await startPortalProcess(['--db', file]);
  const refused = await runPortal(['restore', backup, '--replace', '--db', file]);
  expect(refused).toEqual({
    code: 1,
    signal: null,
    stdout: '',
    stderr: `portal: ${file} is in use; stop the server and what else has it open first\n`,
  });
  expect((await readdir(folder.path)).filter((name) => name.includes('replaced'))).toEqual([]);
  await server.stop();
  const again = ['restore', backup, '--replace', '--keep-sessions', '--db', file];
  expect(await runPortal(again)).toMatchObject({ code: 0 });
  expect(dumpFile(file)).toEqual(dumpFile(backup));
});

test('a server that was killed does not stand in the way', async () => {
  await using folder = await createFolder();
  const { file, backup } = await prepare(folder);
  await using server = await startPortalProcess(['--db', file]);
  await server.stop('SIGKILL');
  const again = ['restore', backup, '--replace', '--keep-sessions', '--db', file];
  expect(await runPortal(again)).toMatchObject({ code: 0 });
  expect(dumpFile(file)).toEqual(dumpFile(backup));
});

test('a database damaged beyond locking is replaced where nothing marks it as open', async () => {
  await using folder = await createFolder();
  const { file, backup } = await prepare(folder, { withWal: true });
  const wal = await readFile(`${file}-wal`);
  await writeFile(file, 'Dear diary\n'.repeat(1000));
  const { kept } = await restoreBackup({
    file: backup,
    db: file,
    replace: true,
    keepSessions: true,
  });
  expect(await readFile(kept ?? '', 'utf8')).toContain('Dear diary');
  expect((await readFile(`${kept}-wal`)).equals(wal)).toBe(true);
  expect(dumpFile(file)).toEqual(dumpFile(backup));
});

test('a database damaged beyond locking is left alone where it may be open', async () => {
  await using folder = await createFolder();
  const { file, backup } = await prepare(folder);
  await writeFile(file, 'Dear diary\n'.repeat(1000));
  await writeFile(`${file}-shm`, '');
  const before = await readFolder(folder.path);
  await expect(
    restoreBackup({ file: backup, db: file, replace: true, keepSessions: true }),
  ).rejects.toThrow(
    `${file} is too damaged to tell whether it is in use; stop the server, move ${file}* elsewhere`,
  );
  expect(await readFolder(folder.path)).toEqual(before);
});

test.each<[string, (backup: string) => Promise<void>, string]>([
  ['with a changed letter', changeLetter, 'is no sound backup: the checksum that the backup'],
  ['cut in half', cutInHalf, 'is damaged or no database'],
  ['that is text', (backup) => writeFile(backup, 'Dear diary'), 'is damaged or no database'],
  ['that is empty', (backup) => writeFile(backup, ''), 'is empty, which no database is'],
  ['without the mark of Portal', removeMark, 'PRAGMA application_id = 1347572812'],
  ['of a newer version', makeNewer, 'was written by a newer version of Portal'],
  ['with a WAL beside it', (backup) => writeFile(`${backup}-wal`, 'x'), 'has a -wal beside it'],
])('a backup %s is refused, and the database stays', async (_name, spoil, hint) => {
  await using folder = await createFolder();
  const { file, backup } = await prepare(folder);
  await spoil(backup);
  const before = await readFolder(folder.path);
  const restoring = restoreBackup({ file: backup, db: file, replace: true, keepSessions: true });
  await expect(restoring).rejects.toMatchObject({
    name: 'OperatorError',
    message: expect.stringContaining(hint),
  });
  expect(await readFolder(folder.path)).toEqual(before);
});

test('what is left of another WAL is not taken for that of the new database', async () => {
  await using folder = await createFolder();
  const { backup } = await prepare(folder);
  const file = folder.file('new.db');
  await writeFile(`${file}-wal`, 'what was stored last');
  await expect(
    restoreBackup({ file: backup, db: file, replace: true, keepSessions: true }),
  ).rejects.toThrow(`${file}-wal is left of another database; move it elsewhere first`);
});

test('every session of a backup is over once it is restored, unless it is told to keep them', async () => {
  await using folder = await createFolder();
  const [restored, kept] = [folder.file('restored.db'), folder.file('kept.db')];
  const backup = folder.file('backup.db');
  const original = folder.file('original.db');
  const tokens = await makeRealFile(original);
  await createBackup(original, backup);
  const plain = await runPortal(['restore', backup, '--db', restored]);
  expect(plain.stdout).toContain('\n149 sessions were ended: everybody signs in again\n');
  const keeping = await runPortal(['restore', backup, '--keep-sessions', '--json', '--db', kept]);
  expect(JSON.parse(keeping.stdout)).toMatchObject({ sessions: 150, sessions_ended: 0 });
  const headers = { cookie: `psession=${tokens[0]}` };
  for (const [file, status] of [
    [restored, 401],
    [kept, 200],
  ] as const) {
    await using server = await startPortalProcess(['--db', file]);
    expect((await fetch(`${server.url}/v1/users/me`, { headers })).status).toBe(status);
  }
});

test.each([
  ['restored', (file: string, backup: string) => runPortal(['restore', backup, '--db', file])],
  ['put in place by hand', (file: string, backup: string) => copyFile(backup, file)],
])('a copy that SQLite makes of a database that was %s is sound', async (_name, place) => {
  await using folder = await createFolder();
  const { backup } = await prepare(folder);
  const [file, copy] = [folder.file('new.db'), folder.file('copy.db')];
  await place(file, backup);
  expect((await runPortal(['user', 'add', 'late', '--db', file])).code).toBe(0);
  await change(file, `vacuum into '${copy}'`);
  expect(await checkFile(copy)).toMatchObject({ faults: [], users: 151 });
});

test('a missing backup is told', async () => {
  await using folder = await createFolder();
  const [file, db] = [folder.file('none.db'), folder.file('portal.db')];
  await expect(restoreBackup({ file, db, replace: false, keepSessions: true })).rejects.toThrow(
    `there is no backup at ${file}`,
  );
  expect(await readdir(folder.path)).toEqual([]);
});

async function changeLetter(backup: string): Promise<void> {
  const bytes = await readFile(backup);
  bytes.write('h', bytes.indexOf('Helping out'));
  await writeFile(backup, bytes);
}

async function cutInHalf(backup: string): Promise<void> {
  const bytes = await readFile(backup);
  await writeFile(backup, bytes.subarray(0, bytes.length / 2));
}

async function removeMark(backup: string): Promise<void> {
  await change(backup, 'pragma application_id = 7');
}

async function makeNewer(backup: string): Promise<void> {
  await change(backup, "insert into kysely_migration values ('0999-later', '2027')");
}

async function change(backup: string, sql: string): Promise<void> {
  const sqlite = new Sqlite(backup);
  sqlite.exec(sql);
  sqlite.close();
}
