import { chmod, chown, mkdir, stat } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';
import { makeRealFile } from '../support/real-file.ts';
import { runPortal, startPortalProcess } from '../support/run-portal.ts';

const OTHER_USER = 12_345;

test('the database, its WAL, a backup and what is restored are for their owner alone', async () => {
  await using folder = await createFolder();
  const [file, copy, restored] = ['new/a/portal.db', 'copy.db', 'restored.db'].map(folder.file);
  await using server = await startPortalProcess(['--db', `${file}`]);
  expect((await runPortal(['user', 'add', 'anna', '--db', `${file}`])).code).toBe(0);
  expect((await runPortal(['backup', `${copy}`, '--db', `${file}`])).code).toBe(0);
  expect((await runPortal(['restore', `${copy}`, '--db', `${restored}`])).code).toBe(0);
  const files = [file, `${file}-wal`, `${file}-shm`, copy, restored];
  expect(await Promise.all(files.map((name) => modeOf(`${name}`)))).toEqual(files.map(() => 0o600));
  for (const name of ['new', 'new/a']) expect(await modeOf(folder.file(name))).toBe(0o700);
  await server.stop();
});

test('a server warns of a database that other accounts can read, and of no other', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await makeRealFile(file);
  await chmod(file, 0o644);
  expect(await findWarnings(file)).toEqual([]);
  await chmod(folder.path, 0o711);
  const warning = `other accounts of this machine can read ${file}; run: chmod 600 ${file}*`;
  expect(await findWarnings(file)).toEqual([warning]);
  await chmod(file, 0o640);
  expect(await findWarnings(file)).toEqual([]);
});

describe('a restored database', () => {
  test.each([
    ['of its owner alone', { old: 0o600, backup: 0o644, wanted: 0o600 }],
    ['of a group', { old: 0o660, backup: 0o600, wanted: 0o660 }],
    ['that could only be read', { old: 0o444, backup: 0o444, wanted: 0o644 }],
  ])('has the mode of the one it replaces, %s', async (_name, { old, backup, wanted }) => {
    await using folder = await createFolder();
    const [file, copy] = [folder.file('portal.db'), folder.file('copy.db')];
    await makeRealFile(file);
    expect((await runPortal(['backup', copy, '--db', file])).code).toBe(0);
    await chmod(file, old);
    await chmod(copy, backup);
    expect((await runPortal(['restore', copy, '--replace', '--db', file])).code).toBe(0);
    expect(await modeOf(file)).toBe(wanted);
  });

  test('can be written, also where the backup could only be read', async () => {
    await using folder = await createFolder();
    const [file, copy, restored] = ['a.db', 'copy.db', 'b.db'].map((name) => folder.file(name));
    await makeRealFile(`${file}`);
    await runPortal(['backup', `${copy}`, '--db', `${file}`]);
    await chmod(`${copy}`, 0o444);
    expect((await runPortal(['restore', `${copy}`, '--db', `${restored}`])).code).toBe(0);
    expect(await modeOf(`${restored}`)).toBe(0o600);
  });

  test.skipIf(process.getuid?.() !== 0)(
    'belongs to the account whose database it replaces (only root can give files away)',
    async () => {
      await using folder = await createFolder();
      const data = folder.file('data');
      await mkdir(data);
      const [file, copy] = [folder.file('data/portal.db'), folder.file('copy.db')];
      await makeRealFile(file);
      expect((await runPortal(['backup', copy, '--db', file])).code).toBe(0);
      for (const path of [data, file]) await chown(path, OTHER_USER, OTHER_USER);
      expect((await runPortal(['restore', copy, '--replace', '--db', file])).code).toBe(0);
      expect(await stat(file)).toMatchObject({ uid: OTHER_USER, gid: OTHER_USER });
    },
  );
});

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

async function findWarnings(file: string): Promise<readonly string[]> {
  await using server = await startPortalProcess(['--db', file]);
  const { stderr } = await server.stop();
  const lines = stderr.trim().split('\n');
  const entries = lines.map((line) => JSON.parse(line));
  return entries.filter(({ level }) => level === 'warn').map(({ msg }) => msg);
}
