import { addSeconds } from '@portal/domain';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { insertUser, openTestDatabase } from '../../test/support/test-database.ts';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { createActivityRecorder } from './activity-recorder.ts';

const NOW = '2026-03-19T12:00:00Z';
const at = (seconds: number) => addSeconds(NOW, seconds);

test('what is noted shows at once and is stored by a flush', async () => {
  await using opened = await openTestDatabase();
  const id = insertUser(opened.db, 'anna');
  const recorder = createActivityRecorder(opened.db);
  recorder.note(id, null, NOW);
  expect(recorder.latest(id, null)).toBe(NOW);
  expect(findStored(opened.db)).toEqual([null]);
  await recorder.flush();
  expect(findStored(opened.db)).toEqual([NOW]);
});

test.each([
  ['a second', 1, NOW],
  ['59 seconds', 59, NOW],
  ['a minute', 60, at(60)],
  ['an hour', 3600, at(3600)],
])('%s later it has moved at most once in each minute', async (_name, seconds, shown) => {
  await using opened = await openTestDatabase();
  const id = insertUser(opened.db, 'anna', { last_activity_at: NOW });
  const stored = createActivityRecorder(opened.db);
  stored.note(id, NOW, at(seconds));
  const remembered = createActivityRecorder(opened.db);
  remembered.note(id, null, NOW);
  remembered.note(id, null, at(seconds));
  expect([stored.latest(id, NOW), remembered.latest(id, null)]).toEqual([shown, shown]);
});

test('of what is remembered and what is stored the later shows', async () => {
  await using opened = await openTestDatabase();
  const recorder = createActivityRecorder(opened.db);
  recorder.note(1, null, NOW);
  expect(recorder.latest(1, at(-1))).toBe(NOW);
  expect(recorder.latest(1, at(1))).toBe(at(1));
  expect(recorder.latest(2, at(1))).toBe(at(1));
  expect(recorder.latest(2, null)).toBeNull();
});

test('a flush stores everybody together, and nothing where nobody was', async () => {
  const statements: string[] = [];
  await using opened = await openTestDatabase(({ sql }) => void statements.push(sql));
  const ids = insertUsers(opened.db, ['anna', 'bert', 'carl']);
  const recorder = createActivityRecorder(opened.db);
  statements.length = 0;
  await recorder.flush();
  expect(statements).toEqual([]);
  for (const id of ids) recorder.note(id, null, NOW);
  await recorder.flush();
  expect(statements.filter((text) => /^(begin|commit)/.test(text))).toEqual([
    'begin immediate',
    'commit',
  ]);
  expect(findStored(opened.db)).toEqual([NOW, NOW, NOW]);
  statements.length = 0;
  await recorder.flush();
  expect(statements).toEqual([]);
});

test('what is noted during a flush is kept for the next one', async () => {
  await using opened = await openTestDatabase();
  const id = insertUser(opened.db, 'anna');
  const recorder = createActivityRecorder(opened.db);
  recorder.note(id, null, NOW);
  const flushing = recorder.flush();
  recorder.note(id, null, at(90));
  await flushing;
  expect(recorder.latest(id, NOW)).toBe(at(90));
  await recorder.flush();
  expect(findStored(opened.db)).toEqual([at(90)]);
});

test('a flush never moves what another process stored back', async () => {
  await using opened = await openTestDatabase();
  const id = insertUser(opened.db, 'anna', { last_activity_at: at(30) });
  const recorder = createActivityRecorder(opened.db);
  recorder.note(id, null, NOW);
  await recorder.flush();
  expect(findStored(opened.db)).toEqual([at(30)]);
});

test('what cannot be stored now is kept', async () => {
  await using opened = await openTestDatabase();
  const id = insertUser(opened.db, 'anna');
  const recorder = createActivityRecorder(opened.db);
  recorder.note(id, null, NOW);
  const other = new Sqlite(opened.file);
  const trigger = 'create trigger refuse before update on users';
  other.exec(`${trigger} begin select raise(abort, 'not now'); end`);
  await expect(recorder.flush()).rejects.toThrow('not now');
  other.exec('drop trigger refuse');
  other.close();
  await recorder.flush();
  expect(findStored(opened.db)).toEqual([NOW]);
});

function insertUsers(db: Connection, names: readonly string[]): readonly number[] {
  return names.map((name) => insertUser(db, name));
}

function findStored(db: Connection): readonly (string | null)[] {
  const rows = db.all(build.selectFrom('users').select('last_activity_at').orderBy('id'));
  return rows.map((row) => row.last_activity_at);
}
