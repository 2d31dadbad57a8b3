import type { PermissionLevel } from '@portal/domain';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { dumpFile } from '../../test/support/dump-file.ts';
import { insertUser, openTestDatabase } from '../../test/support/test-database.ts';
import { endSessionByToken, issueSession } from '../sessions/sessions.administration.ts';
import { build } from '../store/sqlite/build.ts';
import { setPermission } from './permissions.administration.ts';

const NOW = '2026-03-19T12:00:00Z';
const LATER = '2026-03-19T12:01:00Z';
const LEVELS = [0, 1, 2, 3] as const;

/** The levels that each level can act on, written without the rule. */
const REACH: Readonly<Record<PermissionLevel, readonly PermissionLevel[]>> = {
  0: [],
  1: [0],
  2: [0, 1],
  3: [0, 1, 2, 3],
};

/** The levels that each level may set. An Owner cannot make a user an Owner. */
const GIVEN: typeof REACH = { 0: [], 1: [0], 2: [0, 1], 3: [0, 1, 2] };

const cases = LEVELS.flatMap((actor) =>
  LEVELS.flatMap((target) => LEVELS.map((level) => [actor, target, level] as const)),
);

test('a level is given only by who stands above it and above who gets it', async () => {
  await using opened = await openTestDatabase();
  for (const level of LEVELS) {
    insertUser(opened.db, `actor-${level}`, { permission_level: level });
  }
  for (const [actor, target, level] of cases) {
    const username = `target-${actor}-${target}-${level}`;
    const id = insertUser(opened.db, username, { permission_level: target });
    const request = { user: username, level, by: `actor-${actor}` };
    const isGiven = isTaken(() => setPermission(opened.db, request, NOW));
    const mayGive = REACH[actor].includes(target) && GIVEN[actor].includes(level);
    expect(isGiven, username).toBe(mayGive);
    const held = mayGive ? level : target;
    const stored = opened.db.first(
      build.selectFrom('users').select('permission_level').where('id', '=', id),
    );
    expect(stored, username).toEqual({ permission_level: held });
  }
});

test('the operator gives any level to anyone, without a name in the history', async () => {
  await using opened = await openTestDatabase();
  const user_id = insertUser(opened.db, 'anna', { permission_level: 3 });
  setPermission(opened.db, { user: 'ANNA', level: 0 }, NOW);
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

test('an Owner may step down, but the last one may not', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'boss', { permission_level: 3 });
  const request = { user: 'boss', level: 0, by: 'boss' } as const;
  expect(() => setPermission(opened.db, request, NOW)).toThrow(
    'boss is the last owner; make another one first',
  );
  insertUser(opened.db, 'second', { permission_level: 3 });
  expect(setPermission(opened.db, request, NOW)).toMatchObject({ new_level: 0 });
});

test('the level held already is left as it is, without a note, and so are sessions', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna', { permission_level: 1 });
  issueSession(opened.db, { user: 'anna', origin: 'command_line' }, NOW);
  const before = dumpFile(opened.file);
  const answer = setPermission(opened.db, { user: 'anna', level: 1 }, LATER);
  expect(answer).toMatchObject({ username: 'anna', old_level: 1, new_level: 1, ended_sessions: 0 });
  expect(dumpFile(opened.file)).toEqual(before);
});

test.each([
  ['promotion', 0, 2],
  ['promotion below Admin', 0, 1],
  ['demotion', 3, 0],
] as const)('a %s ends what its user has open, and nobody else', async (_change, from, to) => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna', { permission_level: from });
  insertUser(opened.db, 'bert', { permission_level: from });
  for (const username of ['anna', 'anna', 'bert']) {
    issueSession(opened.db, { user: username, origin: 'command_line' }, NOW);
  }
  const answer = setPermission(opened.db, { user: 'anna', level: to }, LATER);
  expect(answer).toMatchObject({
    username: 'anna',
    old_level: from,
    new_level: to,
    ended_sessions: 2,
  });
  const ends = dumpFile(opened.file).rows['sessions'];
  expect(ends).toMatchObject([{ ended_at: LATER }, { ended_at: LATER }, { ended_at: null }]);
});

test('a session that was over keeps the moment it was over', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  const request = { user: 'anna', origin: 'command_line' } as const;
  const { token } = issueSession(opened.db, request, NOW);
  endSessionByToken(opened.db, token, NOW);
  issueSession(opened.db, { ...request, ttl: 60 }, NOW);
  const before = dumpFile(opened.file).rows['sessions'];
  const change = { user: 'anna', level: 3 } as const;
  expect(setPermission(opened.db, change, LATER)).toMatchObject({ ended_sessions: 0 });
  expect(dumpFile(opened.file).rows['sessions']).toEqual(before);
});

test('a level whose sessions cannot be ended is not changed', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  issueSession(opened.db, { user: 'anna', origin: 'command_line' }, NOW);
  const trigger = sql`create trigger refuse before update on sessions begin select raise(abort, 'no'); end`;
  opened.db.run(trigger);
  const before = dumpFile(opened.file);
  const change = opened.db.write((trx) => setPermission(trx, { user: 'anna', level: 2 }, LATER));
  await expect(change).rejects.toThrow('no');
  expect(dumpFile(opened.file)).toEqual(before);
});

/** False if a rule rejected the change. */
function isTaken(change: () => unknown): boolean {
  try {
    change();
    return true;
  } catch (error) {
    return (error as Error).name !== 'OperatorError';
  }
}
