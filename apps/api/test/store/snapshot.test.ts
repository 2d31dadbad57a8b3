import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { build } from '../../src/store/sqlite/build.ts';
import { inSnapshot } from '../../src/store/sqlite/transaction.ts';
import { insertUser, openTestDatabase } from '../support/test-database.ts';
import { startTestPortal } from '../support/test-portal.ts';
import { addViewer } from '../support/test-viewer.ts';
import { transports } from '../support/transports.ts';

test('statements in a snapshot read one moment, whatever another process commits in between', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  const other = new Sqlite(opened.file);
  const names = () => opened.db.all(build.selectFrom('users').select('username'));
  const seen = inSnapshot(opened.db, () => {
    const before = names();
    other.exec(`update users set username = 'bert', username_key = 'bert'`);
    return [before, names()];
  });
  other.close();
  expect(seen[0]).toEqual(seen[1]);
  expect(names()).toEqual([{ username: 'bert' }]);
});

test.each(transports)('a profile over %s is of one moment', async (_transport, call) => {
  const flips: (() => void)[] = [];
  await using portal = await startTestPortal({
    // Another process flips the level of the target between any two statements.
    onStatement: ({ sql }) => {
      if (sql.includes('from "users"') || sql.includes('from "permission_history"')) flips[0]?.();
    },
  });
  const owner = await addViewer(portal, call, { username: 'owner', level: 'owner' });
  const target = await portal.addUser('target');
  const other = new Sqlite(portal.file);
  let level = 0;
  let count = 0;
  flips.push(() => {
    count += 1;
    const next = 1 - level;
    other.exec(`begin immediate;
      update users set permission_level = ${next} where id = ${target};
      insert into permission_history (user_id, old_level, new_level, created_at)
      values (${target}, ${level}, ${next}, '2026-03-19T12:00:00Z');
      commit`);
    level = next;
  });
  for (let round = 0; round < 5; round += 1) {
    const { value } = await owner.profile('target');
    const { permission_level, permission_history } = value as {
      permission_level: number;
      permission_history: readonly { new_level: number }[];
    };
    expect(permission_level).toBe(permission_history[0]?.new_level ?? 0);
  }
  expect(count).toBeGreaterThan(5);
  other.close();
});
