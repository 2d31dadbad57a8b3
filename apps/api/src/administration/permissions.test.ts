import type { PermissionLevel } from '@portal/domain';
import { expect, test } from 'vitest';
import { dumpFile } from '../../test/dump-file.ts';
import { insertUser, openTestDatabase } from '../../test/test-database.ts';
import { setPermission } from './permissions.ts';

const NOW = '2026-03-19T12:00:00Z';
const LEVELS = [0, 1, 2, 3] as const;

/** Written apart from the rule: which levels each level may give, and to whom. */
const REACH: Readonly<Record<PermissionLevel, readonly PermissionLevel[]>> = {
  0: [],
  1: [0],
  2: [0, 1],
  3: [0, 1, 2, 3],
};

const cases = LEVELS.flatMap((actor) =>
  LEVELS.flatMap((target) => LEVELS.map((level) => [actor, target, level] as const)),
);

test('a level is given only by who stands above it and above who gets it', async () => {
  await using opened = await openTestDatabase();
  for (const level of LEVELS) {
    await insertUser(opened.db, `actor-${level}`, { permission_level: level });
  }
  for (const [actor, target, level] of cases) {
    const username = `target-${actor}-${target}-${level}`;
    const id = await insertUser(opened.db, username, { permission_level: target });
    const request = { username, level, by: `actor-${actor}` };
    const isGiven = await setPermission(opened.db, request, NOW).then(
      () => true,
      (error: Error) => error.name !== 'OperatorError',
    );
    const mayGive = REACH[actor].includes(target) && REACH[actor].includes(level);
    expect(isGiven, username).toBe(mayGive);
    const held = mayGive ? level : target;
    const row = opened.db.selectFrom('users').select('permission_level').where('id', '=', id);
    expect(await row.executeTakeFirst(), username).toEqual({ permission_level: held });
  }
});

test('the operator gives any level to anyone, without a name in the history', async () => {
  await using opened = await openTestDatabase();
  const user_id = await insertUser(opened.db, 'anna', { permission_level: 3 });
  await setPermission(opened.db, { username: 'ANNA', level: 0 }, NOW);
  const { rows } = dumpFile(opened.file);
  expect(rows['permission_history']).toEqual([
    {
      id: 1,
      user_id,
      old_level: 3,
      new_level: 0,
      reason: null,
      changed_by_id: null,
      created_at: NOW,
    },
  ]);
  expect(rows['users']).toMatchObject([{ permission_level: 0, permission_since: NOW }]);
});

test('an Owner may step down', async () => {
  await using opened = await openTestDatabase();
  await insertUser(opened.db, 'boss', { permission_level: 3 });
  const request = { username: 'boss', level: 0, by: 'boss' } as const;
  expect(await setPermission(opened.db, request, NOW)).toMatchObject({ new_level: 0 });
});

test('the level held already is left as it is, without a note', async () => {
  await using opened = await openTestDatabase();
  await insertUser(opened.db, 'anna', { permission_level: 1 });
  const before = dumpFile(opened.file);
  const answer = await setPermission(opened.db, { username: 'anna', level: 1 }, NOW);
  expect(answer).toEqual({ username: 'anna', old_level: 1, new_level: 1 });
  expect(dumpFile(opened.file)).toEqual(before);
});
