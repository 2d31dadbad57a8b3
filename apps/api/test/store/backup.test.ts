import { execFile } from 'node:child_process';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { spawnScript } from '@portal/workspace/spawn-program';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createBackup } from '../../src/store/sqlite/file/backup/create-backup.ts';
import { checkFile } from '../../src/store/sqlite/file/check/check-file.ts';
import { createFolder } from '../support/create-folder.ts';
import { dumpFile } from '../support/dump-file.ts';
import { LATEST_SCHEMA, makeRealFile, readFolder } from '../support/real-file.ts';
import { runPortal, startPortalProcess } from '../support/run-portal.ts';
import { startRenaming } from '../support/start-renaming.ts';

const BACKUP_PROCESS = fileURLToPath(new URL('../support/backup-process.ts', import.meta.url));
const PORTAL = fileURLToPath(new URL('../../src/portal.js', import.meta.url));
const run = promisify(execFile);
const WRITERS = 16;
const BACKUPS = 5;
const STEPS = ['copied', 'checksummed', 'placed'];

test('a backup is whole and consistent while a server writes for 16 users', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  const tokens = await makeRealFile(file);
  const env = { PORTAL_DB: file, RATE_LIMIT_USER: '0', LOG_LEVEL: 'warn' };
  await using server = await startPortalProcess(['--json'], { env });
  const writers = tokens
    .slice(0, WRITERS)
    .map((token, index) => startRenaming(server.url, `User-${index}`, token));
  for (let round = 0; round < BACKUPS; round += 1) {
    const copy = folder.file(`${round}.db`);
    const before = writers.map((writer) => writer.acknowledged());
    const { code, stdout, stderr } = await runPortal(['backup', copy, '--json'], { env });
    const after = writers.map((writer) => writer.acknowledged());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ file: copy, db: file, users: 150, sessions: 150 });
    expect(await checkFile(copy)).toMatchObject({ faults: [] });
    readRenames(copy).forEach((turn, index) => {
      expect(turn, 'acknowledged before the backup began').toBeGreaterThanOrEqual(
        before[index] ?? 0,
      );
      expect(turn, 'asked for before it ended').toBeLessThanOrEqual((after[index] ?? 0) + 1);
    });
  }
  expect(await Promise.all(writers.map((writer) => writer.stop()))).toEqual(
    writers.map(() => [200]),
  );
});

test('a backup holds what the database holds, in one file, and tells so', async () => {
  await using folder = await createFolder();
  const [file, copy] = [folder.file('portal.db'), folder.file('copy.db')];
  await makeRealFile(file, { withWal: true });
  await chmod(file, 0o600);
  const before = await readFolder(folder.path);
  const { code, stdout, stderr } = await runPortal(['backup', copy, '--db', file]);
  const { size, mode } = await stat(copy);
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: `${copy} holds 150 users, 150 sessions, schema ${LATEST_SCHEMA}, ${size} bytes\n`,
    stderr: '',
  });
  expect(mode & 0o777).toBe(0o600);
  expect(dumpFile(copy)).toEqual(dumpFile(file));
  const { 'copy.db': _copy, ...rest } = await readFolder(folder.path);
  expect(rest).toEqual(before);
});

test('a backup of a restored backup has a checksum of its own', async () => {
  await using folder = await createFolder();
  const [file, copy, again] = [folder.file('portal.db'), folder.file('a.db'), folder.file('b.db')];
  await makeRealFile(file);
  await createBackup(file, copy);
  await createBackup(copy, again);
  expect(await checkFile(again)).toMatchObject({ faults: [], users: 150 });
});

test('any changed byte of a backup is found by its checksum', async () => {
  await using folder = await createFolder();
  const [file, copy] = [folder.file('portal.db'), folder.file('copy.db')];
  await makeRealFile(file);
  await createBackup(file, copy);
  const bytes = await readFile(copy);
  const at = bytes.indexOf('Helping out');
  expect(at).toBeGreaterThan(0);
  bytes.write('h', at);
  await writeFile(copy, bytes);
  expect(await checkFile(copy)).toMatchObject({
    faults: [{ fault: 'the checksum that the backup was made with is not that of its bytes' }],
  });
});

test('a database with faults is not backed up as if it were sound', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await makeRealFile(file);
  const sqlite = new Sqlite(file);
  sqlite.exec("update users set permission_level = 3 where username = 'User-5'");
  sqlite.close();
  await expect(createBackup(file, folder.file('copy.db'))).rejects.toMatchObject({
    name: 'OperatorError',
    message: `${file} has faults, so it was not backed up (see all with: portal check --db ${file}): permission_history 6: new_level is 1, and the user's permission_level is 3`,
  });
  expect(await readdir(folder.path)).toEqual(['portal.db']);
});

test.each([
  ['a file that is there', 'there.db', 'is there already, and a backup never overwrites'],
  ['a missing folder', 'missing/copy.db', 'ENOENT: no such file or directory'],
  ['a folder inside a file', 'there.db/copy.db', 'ENOTDIR: not a directory'],
])('a backup to %s is refused in one line, and nothing is left', async (_name, name, hint) => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await makeRealFile(file);
  await writeFile(folder.file('there.db'), 'precious');
  const before = await readFolder(folder.path);
  const ended = await runPortal(['backup', folder.file(name), '--db', file]);
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toMatch(/^portal: [^\n]+\n$/);
  expect(ended.stderr).toContain(hint);
  expect(await readFolder(folder.path)).toEqual(before);
});

test('a file that appears while a backup is made is not overwritten', async () => {
  await using folder = await createFolder();
  const [file, copy] = [folder.file('portal.db'), folder.file('copy.db')];
  await makeRealFile(file);
  const made = createBackup(file, copy, (step) => {
    if (step === 'checksummed') new Sqlite(copy).exec('create table precious (x)').close();
  });
  await expect(made).rejects.toThrow(`cannot write the backup ${copy}: EEXIST`);
  expect(Object.keys(dumpFile(copy).rows)).toEqual(['precious']);
  expect((await readdir(folder.path)).sort()).toEqual(['copy.db', 'portal.db']);
});

test('a disk that takes no more is told in one line, and nothing is left', async () => {
  await using folder = await createFolder();
  const [file, copy] = [folder.file('portal.db'), folder.file('copy.db')];
  await makeRealFile(file);
  const before = await readFolder(folder.path);
  // No file of the process grows beyond 128 blocks of 512 bytes, which a write meets like the end of the disk.
  const limited = ['-c', 'ulimit -f 128; exec "$0" "$@"', process.execPath, PORTAL];
  const ended = run('sh', [...limited, 'backup', copy, '--db', file]);
  await expect(ended).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: `portal: cannot write the backup ${copy}: disk I/O error\n`,
  });
  expect(await readFolder(folder.path)).toEqual(before);
});

test.each(STEPS)(
  'a process killed when it has %s it leaves no backup or a whole one',
  async (step) => {
    await using folder = await createFolder();
    const [file, copy] = [folder.file('portal.db'), folder.file('copy.db')];
    await makeRealFile(file);
    const before = dumpFile(file);
    const { ended } = spawnScript(BACKUP_PROCESS, [step, file, copy]);
    expect(await ended).toMatchObject({ signal: 'SIGKILL', stdout: '' });
    const isMade = (await readdir(folder.path)).includes('copy.db');
    expect(isMade).toBe(step === 'placed');
    if (!isMade) await createBackup(file, copy);
    expect(await checkFile(copy)).toMatchObject({ faults: [] });
    expect([dumpFile(copy), dumpFile(file)]).toEqual([before, before]);
  },
);

/** How often each writer's user has been renamed. */
function readRenames(file: string): readonly number[] {
  const sqlite = new Sqlite(file, { readonly: true });
  const names = sqlite.prepare<[], string>('select username from users order by id').pluck().all();
  sqlite.close();
  return names.slice(0, WRITERS).map((name) => Number(name.split('.').at(1) ?? 0));
}
