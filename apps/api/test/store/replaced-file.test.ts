import { copyFile, rename, rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';
import { makeRealFile } from '../support/real-file.ts';
import { startPortalProcess } from '../support/run-portal.ts';
import { callRest } from '../support/transports.ts';

test.each<[string, (file: string, backup: string) => Promise<void>]>([
  ['replaced', (file, backup) => rename(backup, file)],
  ['moved away', (file) => rename(file, `${file}.old`)],
  ['removed', (file) => rm(file)],
  ['without its WAL', (file) => rm(`${file}-wal`)],
])(
  'a database that is %s under a server is told, and nothing is stored in it',
  async (_name, lose) => {
    await using folder = await createFolder();
    const [file, backup] = [folder.file('portal.db'), folder.file('backup.db')];
    const [token] = await makeRealFile(file);
    await copyFile(file, backup);
    await using server = await startPortalProcess(['--db', file]);
    const cookie = `psession=${token}`;
    const renameTo = (username: string) =>
      callRest({ url: server.url, operation: 'users.updateMe', cookie, input: { username } });
    expect((await renameTo('before')).status).toBe(200);
    await lose(file, backup);
    await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(503);
    expect((await renameTo('after')).status).toBe(503);
    expect((await callRest({ url: server.url, operation: 'users.me', cookie })).status).toBe(503);
    const { code, stderr } = await server.stop();
    expect(code).toBe(0);
    const errors = stderr.split('\n').filter((line) => line.includes('"level":"error"'));
    expect(errors.map((line) => JSON.parse(line).err.message)).toEqual([
      expect.stringMatching(
        /portal\.db(-wal)? was moved or replaced while it was open; stop Portal, /,
      ),
    ]);
  },
);
