import type { PermissionLevel } from '@portal/domain';
import { expect, test } from 'vitest';
import { insertUser, openTestDatabase } from '../../test/support/test-database.ts';
import { build } from '../store/sqlite/build.ts';
import { findActor, requireUser } from './require-user.ts';

const NOW = '2026-03-19T12:00:00Z';

const LEVELS = [0, 1, 2, 3] as const;

test('a user is found in any case', async () => {
  await using opened = await openTestDatabase();
  const id = insertUser(opened.db, 'An.Na');
  expect(requireUser(opened.db, 'aN.nA')).toMatchObject({ id, username: 'An.Na' });
});

test.each(['nobody', '', 'än.na', 'An.Na '])('%j is called nobody', async (name) => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'An.Na');
  expect(() => requireUser(opened.db, name)).toThrow(
    expect.objectContaining({
      name: 'OperatorError',
      message: `no user is called "${name}"; see: portal user add --help`,
    }),
  );
});

test('who acts is of a higher level than who is acted on, or an Owner', async () => {
  await using opened = await openTestDatabase();
  for (const level of LEVELS) {
    insertUser(opened.db, `level-${level}`, { permission_level: level });
    insertUser(opened.db, `other-${level}`, { permission_level: level });
  }
  const reached: string[] = [];
  for (const actor of LEVELS) {
    for (const target of LEVELS) {
      if (canReach(opened.db, `level-${actor}`, target)) reached.push(`${actor} on ${target}`);
    }
  }
  expect(reached).toEqual([
    ...['1 on 0', '2 on 0', '2 on 1'],
    ...['3 on 0', '3 on 1', '3 on 2', '3 on 3'],
  ]);
});

test.each([
  ['PLATFORM_BAN', null],
  ['PLATFORM_TIMEOUT', '2026-03-19T12:00:01Z'],
] as const)('whoever has a running %s cannot act', async (action_type, expires_at) => {
  await using opened = await openTestDatabase();
  const user_id = insertUser(opened.db, 'boss', { permission_level: 3 });
  insertUser(opened.db, 'anna');
  const action = { user_id, action_type, expires_at, created_at: NOW };
  opened.db.run(build.insertInto('moderation_actions').values(action));
  const target = requireUser(opened.db, 'anna');
  expect(() => findActor(opened.db, 'boss', { target, now: NOW })).toThrow(
    'boss is banned or timed out, and cannot act',
  );
});

test('a user is found by id, whoever has the name', async () => {
  await using opened = await openTestDatabase();
  const id = insertUser(opened.db, 'anna');
  expect(requireUser(opened.db, id).username).toBe('anna');
  expect(() => requireUser(opened.db, 99)).toThrow('no user has the id 99');
});

test('no rank binds the operator', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'boss', { permission_level: 3 });
  const boss = requireUser(opened.db, 'boss');
  expect(findActor(opened.db, undefined, { target: boss, now: NOW })).toBeNull();
  expect(findActor(opened.db, 'BOSS', { target: boss, now: NOW })).toEqual(boss);
});

function canReach(
  db: Parameters<typeof requireUser>[0],
  actor: string,
  level: PermissionLevel,
): boolean {
  const target = requireUser(db, `other-${level}`);
  try {
    return findActor(db, actor, { target, now: NOW })?.username === actor;
  } catch (error) {
    expect((error as Error).message).toBe(
      `${actor} cannot act on other-${level}, whose level is not lower; name a higher one with --by`,
    );
    return false;
  }
}
