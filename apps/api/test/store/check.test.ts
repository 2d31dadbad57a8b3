import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { checkFile } from '../../src/store/sqlite/file/check/check-file.ts';
import { openDatabase } from '../../src/store/sqlite/file/open-database.ts';
import { createFolder } from '../support/create-folder.ts';
import { loadPopulation } from '../support/load-population.ts';
import { makeRealFile, readFolder } from '../support/real-file.ts';
import { runPortal, startCommandLines, startPortalProcess } from '../support/run-portal.ts';

/** What is wrong in a file, as it is put there, and how it is told. */
const faults: readonly (readonly [string, string, string])[] = [
  [
    'an avatar source that cannot be',
    "update users set avatar_source = 'discord_6' where id = 3",
    'users 3: avatar_source: Invalid',
  ],
  [
    'a time that is no time',
    "update users set updated_at = '2026-02-30T00:00:00Z' where id = 3",
    'users 3: updated_at: Invalid',
  ],
  [
    'a session without a hash',
    "update sessions set token_hash = upper(token_hash) where token_hash glob '*[a-f]*' and id = 3",
    'sessions 3: token_hash: Invalid SHA-256',
  ],
  [
    'a place that is no JSON',
    "update sessions set geo = '{' where id = 3",
    'sessions 3: geo: Invalid JSON',
  ],
  [
    'a place without its fields',
    "update sessions set geo = '{}' where id = 3",
    'sessions 3: geo.city: Invalid',
  ],
  [
    'an origin of sessions that is unknown',
    "update sessions set origin = 'login' where id = 3",
    'sessions 3: origin: Invalid',
  ],
  [
    'a platform that is unknown',
    "insert into linked_platforms values (3, 'icq', '1', 'x', null, '2026-01-01T00:00:00Z', null)",
    'linked_platforms 1: platform: Invalid',
  ],
  [
    'an action that is unknown',
    "insert into moderation_actions (user_id, action_type, created_at) values (3, 'PLATFORM_EXILE', '2026-01-01T00:00:00Z')",
    'moderation_actions 1: action_type: Invalid',
  ],
  [
    'a flag that is neither 0 nor 1',
    "insert into chats (owner_id, chat_type, name, visibility, archived) values (3, 'group', 'Owls', 'public', 2)",
    'chats 1: archived: Invalid',
  ],
  [
    'a kind of bot that is unknown',
    "insert into bots (owner_id, name, platform, bot_type, is_active, groups, users, is_verified, created_at, updated_at) values (3, 'owlbot', 'discord', 4, 1, 0, 0, 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')",
    'bots 1: bot_type: Invalid',
  ],
  [
    'a tier out of range',
    'update subscription_history set old_tier = 4 where id = 3',
    'subscription_history 3: old_tier: Invalid',
  ],
  [
    'a level that no note tells of',
    'update users set permission_level = 3 where id = 3',
    "permission_history 3: new_level is 1, and the user's permission_level is 3",
  ],
  [
    'a tier that no note tells of',
    'update users set subscription_tier = 3 where id = 3',
    "subscription_history 3: new_tier is 2, and the user's subscription_tier is 3",
  ],
  [
    'a level that a note skips',
    'update permission_history set old_level = 3 where id = 151',
    'permission_history 151: old_level is 3, and the note before it ends with 1',
  ],
  [
    'a tier that a note skips',
    "insert into subscription_history (user_id, old_tier, new_tier, created_at) values (3, 1, 2, '2026-01-01T00:00:00Z')",
    'subscription_history 151: old_tier is 1, and the note before it ends with 2',
  ],
  [
    'a lifetime that ran out',
    "update subscription_history set new_tier = 3 where id = 3; insert into subscription_history (user_id, old_tier, new_tier, created_at) values (3, 0, 2, '2026-01-01T00:00:00Z')",
    'subscription_history 151: old_tier is 0, and the note before it ends with 3',
  ],
  [
    'a user who is gone',
    'pragma foreign_keys = off; delete from users where id = 3',
    'sessions 3: refers to a row that users does not have',
  ],
  [
    'a name that the schema would refuse',
    "pragma ignore_check_constraints = on; update users set username = 'no spaces', username_key = 'no spaces' where id = 3",
    'CHECK constraint failed in users',
  ],
  [
    'a column of another type',
    "pragma writable_schema = on; update sqlite_schema set sql = replace(sql, ' strict', '') where name = 'users'",
    'the schema has another users than the migrations make',
  ],
  [
    'an index that is gone',
    'drop index sessions_list',
    'the schema has another sessions_list than the migrations make',
  ],
  [
    'a trigger on a table of Portal',
    'create trigger extra after update on users begin delete from sessions; end',
    'the schema has another extra than the migrations make',
  ],
];

test.each([
  ['statistics of SQLite', 'analyze', ''],
  [
    'a table of another program',
    'create table _litestream_seq (id integer primary key, seq integer); create index seqs on _litestream_seq (seq)',
    '\nnote: _litestream_seq is not a table of Portal; it is left alone',
  ],
])('%s is no damage: the file is checked, backed up and restored', async (_name, sql, note) => {
  await using folder = await createFolder();
  await using commandLines = startCommandLines();
  const [file, copy] = [folder.file('portal.db'), folder.file('copy.db')];
  const restored = folder.file('restored.db');
  await makeRealFile(file);
  change(file, sql);
  const check = await commandLines.run(['check', '--db', file]);
  expect(check).toMatchObject({ code: 0, stderr: '' });
  expect(check.stdout).toMatch(new RegExp(`is sound and holds .* bytes${note}\n$`));
  expect(await commandLines.run(['backup', copy, '--db', file])).toMatchObject({ code: 0 });
  expect(await commandLines.run(['restore', copy, '--db', restored])).toMatchObject({ code: 0 });
  expect((await commandLines.run(['check', '--db', restored])).stdout).toContain(`bytes${note}\n`);
});

test('a file that other accounts can read is noted', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await makeRealFile(file);
  await chmod(folder.path, 0o755);
  await chmod(file, 0o644);
  const { code, stdout } = await runPortal(['check', '--db', file]);
  expect(code).toBe(0);
  const hint = `other accounts of this machine can read ${file}; run: chmod 600 ${file}*`;
  expect(stdout).toMatch(/is sound and holds/);
  expect(stdout).toContain(`\nnote: ${hint}\n`);
});

test.each(faults)('%s is told with its row', async (_name, sql, told) => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await makeRealFile(file);
  change(file, sql);
  const before = await readFolder(folder.path);
  const { code, stdout, stderr } = await runPortal(['check', '--db', file]);
  expect([code, stderr]).toEqual([1, '']);
  expect(stdout.split('\n')[0]).toBe(`${file} has faults:`);
  expect(stdout).toContain(`\n  ${told}`);
  expect(await readFolder(folder.path)).toEqual(before);
});

test('a sound database is told to be sound, and nothing in its folder changes', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await makeRealFile(file);
  const before = await readFolder(folder.path);
  expect(await runPortal(['check', '--json', '--db', file])).toMatchObject({ code: 0, stderr: '' });
  const { code, stdout } = await runPortal(['check', '--db', file]);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^\S+portal\.db is sound and holds 150 users, 150 sessions, schema \S+, \d+ bytes\n$/,
  );
  expect(await readFolder(folder.path)).toEqual(before);
  expect(await readdir(folder.path)).toEqual(['portal.db']);
});

test('what a killed server left in its WAL is checked, and left there', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await makeRealFile(file, { withWal: true });
  const before = await readFolder(folder.path);
  expect(await checkFile(file)).toMatchObject({ faults: [] });
  expect(await readFolder(folder.path)).toEqual(before);
});

test('a database that is served is checked beside the server', async () => {
  await using folder = await createFolder();
  const file = folder.file('demo.db');
  await using _server = await startPortalProcess(['--demo', '--db', file]);
  const { code, stdout } = await runPortal(['check', '--json', '--db', file]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ db: file, users: 6, faults: [] });
});

test('what the examples of the contract store obeys every law but that of chains', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  const db = await openDatabase(file, { create: true });
  await loadPopulation(db);
  await db.close();
  const { faults: found } = await checkFile(file);
  expect(found.filter(({ table }) => !table?.endsWith('_history'))).toEqual([]);
});

test('a trial or premium that ran out is Basic in the next note', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await makeRealFile(file);
  change(
    file,
    "insert into subscription_history (user_id, old_tier, new_tier, created_at) values (3, 0, 2, '2026-01-01T00:00:00Z')",
  );
  expect(await checkFile(file)).toMatchObject({ faults: [] });
});

test('damage inside is told as faults, with what can still be read', async () => {
  await using folder = await createFolder();
  const file = folder.file('portal.db');
  await makeRealFile(file);
  const bytes = await readFile(file);
  const at = bytes.indexOf('Helping out');
  await writeFile(file, bytes.fill(0, at - (at % 4096), at - (at % 4096) + 4096));
  const report = await checkFile(file);
  expect(report.faults.length).toBeGreaterThan(0);
  expect(report).toMatchObject({ users: 150, sessions: 150 });
});

function change(file: string, sql: string): void {
  const sqlite = new Sqlite(file);
  sqlite.unsafeMode();
  sqlite.exec(sql);
  sqlite.close();
}
