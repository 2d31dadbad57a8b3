import type { PermissionLevel } from '@portal/domain';
import { expect, test } from 'vitest';
import { insertUser, openTestDatabase } from '../../test/test-database.ts';
import { findActor, requireUser } from './require-user.ts';

const LEVELS = [0, 1, 2, 3] as const;

test('a user is found in any case', async () => {
  await using opened = await openTestDatabase();
  const id = await insertUser(opened.db, 'An.Na');
  expect(await requireUser(opened.db, 'aN.nA')).toMatchObject({ id, username: 'An.Na' });
});

test.each(['nobody', '', 'än.na', 'An.Na '])('%j is called nobody', async (name) => {
  await using opened = await openTestDatabase();
  await insertUser(opened.db, 'An.Na');
  await expect(requireUser(opened.db, name)).rejects.toMatchObject({
    name: 'OperatorError',
    message: `no user is called "${name}"; see: portal user add --help`,
  });
});

test('who acts is of a higher level than who is acted on, or an Owner', async () => {
  await using opened = await openTestDatabase();
  for (const level of LEVELS) {
    await insertUser(opened.db, `level-${level}`, { permission_level: level });
    await insertUser(opened.db, `other-${level}`, { permission_level: level });
  }
  const reached: string[] = [];
  for (const actor of LEVELS) {
    for (const target of LEVELS) {
      if (await canReach(opened.db, `level-${actor}`, target))
        reached.push(`${actor} on ${target}`);
    }
  }
  expect(reached).toEqual([
    ...['1 on 0', '2 on 0', '2 on 1'],
    ...['3 on 0', '3 on 1', '3 on 2', '3 on 3'],
  ]);
});

test('no rank binds the operator', async () => {
  await using opened = await openTestDatabase();
  await insertUser(opened.db, 'boss', { permission_level: 3 });
  const boss = await requireUser(opened.db, 'boss');
  expect(await findActor(opened.db, undefined, boss)).toBeNull();
  expect(await findActor(opened.db, 'BOSS', boss)).toEqual(boss);
});

async function canReach(
  db: Parameters<typeof requireUser>[0],
  actor: string,
  level: PermissionLevel,
): Promise<boolean> {
  const target = await requireUser(db, `other-${level}`);
  return findActor(db, actor, target).then(
    (found) => found?.username === actor,
    (error: Error) => {
      expect(error.message).toBe(
        `${actor} cannot act on other-${level}, whose level is not lower; name a higher one with --by`,
      );
      return false;
    },
  );
}
