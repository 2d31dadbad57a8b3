import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createFile } from '../../src/store/sqlite/file/create-file.ts';
import { migrateDatabase } from '../../src/store/sqlite/migrations/migrate-database.ts';
import { migrations } from '../../src/store/sqlite/migrations/migrations.ts';
import { createFolder } from '../support/create-folder.ts';
import { LATEST_SCHEMA, makeRealFile, readFolder } from '../support/real-file.ts';
import { runPortal, startCommandLines, startPortalProcess } from '../support/run-portal.ts';

const [FIRST = ''] = Object.keys(migrations);
const LATER = Object.keys(migrations).slice(1).join(', ');

test('only serve and migrate migrate; every other command says what is missing', async () => {
  await using folder = await createFolder();
  await using commandLines = startCommandLines();
  const file = folder.file('portal.db');
  await makeOlder(file);
  const before = await readFolder(folder.path);
  for (const command of ['user show anna', 'user add anna', 'session issue anna']) {
    expect(await commandLines.run([...command.split(' '), '--db', file])).toEqual({
      code: 1,
      signal: null,
      stdout: '',
      stderr: `portal: ${file} is of an older version (it lacks ${LATER}); stop the server and run: portal migrate --db ${file}\n`,
    });
  }
  expect(await readFolder(folder.path)).toEqual(before);
  expect(await commandLines.run(['migrate', '--db', file])).toMatchObject({ code: 0 });
  expect(await commandLines.run(['user', 'add', 'anna', '--db', file])).toMatchObject({ code: 0 });
});

test.each(['migrate', 'serve --port 0'])(
  '%s leaves an older file alone while anything else has it open',
  async (command) => {
    await using folder = await createFolder();
    const file = folder.file('portal.db');
    await makeOlder(file);
    const reader = new Sqlite(file);
    reader.prepare('select count(*) from users').get();
    const refused = await runPortal([...command.split(' '), '--db', file]);
    expect(refused).toEqual({
      code: 1,
      signal: null,
      stdout: '',
      stderr: `portal: ${file} is of an older version and in use; stop the server and what else has it open, then migrate it\n`,
    });
    expect(readNames(reader)).toEqual([FIRST]);
    reader.close();
    expect((await runPortal(['migrate', '--db', file])).code).toBe(0);
    const after = new Sqlite(file);
    expect(readNames(after).at(-1)).toBe(LATEST_SCHEMA);
    after.close();
  },
);

test('a server under which another version migrated is not ready', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await makeRealFile(file);
  await using server = await startPortalProcess(['--db', file]);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  const other = new Sqlite(file);
  other.exec("insert into kysely_migration values ('0999-later', '2027-01-01T00:00:00Z')");
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
  other.exec("delete from kysely_migration where name = '0999-later'");
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  other.close();
});

/** A file as the first release leaves it. */
async function makeOlder(file: string): Promise<void> {
  await createFile(file);
  const sqlite = new Sqlite(file);
  await migrateDatabase(sqlite, { [FIRST]: migrations[FIRST] as never });
  sqlite.close();
}

function readNames(sqlite: Sqlite.Database): readonly string[] {
  const names = sqlite.prepare<[], string>('select name from kysely_migration order by name');
  return names.pluck().all();
}
