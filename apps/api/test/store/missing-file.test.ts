import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createFolder } from '../support/create-folder.ts';
import { makeRealFile } from '../support/real-file.ts';
import { startCommandLines } from '../support/run-portal.ts';

test('a command on a path without a database says so, and makes neither a file nor a folder', async () => {
  await using folder = await createFolder();
  await using commandLines = startCommandLines({ cwd: folder.path });
  const file = folder.file('new/portal.db');
  const commands = ['user add anna', 'user show anna', 'session issue anna', 'check'];
  for (const command of [...commands, `backup ${folder.file('copy.db')}`]) {
    const ended = await commandLines.run([...command.split(' '), '--db', file]);
    expect(ended, command).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `portal: there is no database at ${file}; make one with: portal migrate --db ${file}\n`,
    });
  }
  expect(await readdir(folder.path)).toEqual([]);
  expect(await commandLines.run(['migrate', '--db', file])).toMatchObject({ code: 0 });
  expect(existsSync(file)).toBe(true);
});

test.each(['backup - --db FILE', 'restore - --db FILE', 'migrate --db -'])(
  '%s is refused: there is no stream to read or write',
  async (command) => {
    await using folder = await createFolder();
    await using commandLines = startCommandLines({ cwd: folder.path });
    const file = folder.file('portal.db');
    await makeRealFile(file);
    const ended = await commandLines.run(command.replace('FILE', file).split(' '));
    const stderr = 'portal: - is not a file; write ./- for a file of that name\n';
    expect(ended).toMatchObject({ code: 1, stdout: '', stderr });
    expect(await readdir(folder.path)).toEqual(['portal.db']);
  },
);

test('a database that was loaded from a dump comes with the line that makes it one of Portal', async () => {
  await using folder = await createFolder();
  await using commandLines = startCommandLines();
  const file = folder.file('portal.db');
  await makeRealFile(file);
  const sqlite = new Sqlite(file);
  sqlite.pragma('application_id = 0');
  const { code, stderr } = await commandLines.run(['check', '--db', file]);
  expect(code).toBe(1);
  const [, pragma = ''] = /set it with: sqlite3 \S+ '(PRAGMA [^']+)'/.exec(stderr) ?? [];
  sqlite.exec(pragma);
  sqlite.close();
  expect(await commandLines.run(['check', '--db', file])).toMatchObject({ code: 0 });
});
