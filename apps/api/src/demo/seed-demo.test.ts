import { documentedPayloads } from '@portal/contract';
import { PERMISSION_LEVELS, profileTier, toDetailedProfile, toPublicProfile } from '@portal/domain';
import { expect, test } from 'vitest';
import { dumpFile, type FileDump } from '../../test/support/dump-file.ts';
import { insertUser, openTestDatabase } from '../../test/support/test-database.ts';
import { findPastSessions } from '../sessions/past-sessions.repository.ts';
import { findSession } from '../sessions/session.repository.ts';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import type { Database } from '../store/sqlite/database.ts';
import { findHistories } from '../users/histories.repository.ts';
import { findUserByUsername } from '../users/user.repository.ts';
import { addUser } from '../users/users.administration.ts';
import { VETERAN } from './demo-users.ts';
import { seedDemo } from './seed-demo.ts';

const NOW = '2026-03-19T12:00:00Z';

test('user 42 is as documented', async () => {
  await using opened = await openTestDatabase();
  await seed(opened.db);
  const user = requireUser(opened.db, 'exampleuser');
  const documented = documentedPayloads['users.profile'].payload;
  expect(JSON.stringify(toPublicProfile(user, NOW))).toBe(JSON.stringify(documented));
});

test('there is a viewer of each level, and each token is of its viewer', async () => {
  await using opened = await openTestDatabase();
  const viewers = await seed(opened.db);
  const levels = viewers.map(({ level }) => level);
  expect(levels).toEqual(['owner', 'admin', 'moderator', 'user', 'user']);
  for (const { username, level, token } of viewers) {
    const user = requireUser(opened.db, username);
    const session = findSession(opened.db, token);
    expect(session, username).toMatchObject({
      user_id: user.id,
      permission_level: PERMISSION_LEVELS[level as keyof typeof PERMISSION_LEVELS],
      ended_at: null,
    });
  }
});

test('somebody has every kind of history, which only ranks below Owner see less of', async () => {
  await using opened = await openTestDatabase();
  await seed(opened.db);
  const user = requireUser(opened.db, VETERAN.username);
  const histories = {
    ...findHistories(opened.db, user.id),
    session_history: findPastSessions(opened.db, user, NOW),
  };
  expect(profileTier({ permission_level: 1 }, user)).toBe('moderator');
  const profile = toDetailedProfile(user, histories, { tier: 'owner', now: NOW });
  for (const name of Object.keys(histories) as (keyof typeof histories)[]) {
    expect(profile[name].length, name).toBeGreaterThan(0);
  }
  expect(profile).toMatchObject({ state: 0, subscription_tier: 2, avatar_source: 'discord_3' });
});

test('a demo that starts again is as if it had never run', async () => {
  await using opened = await openTestDatabase();
  const [owner] = await seed(opened.db);
  const before = withoutSessions(dumpFile(opened.file));
  opened.db.run(build.updateTable('users').set({ avatar_source: 'discord' }));
  await seed(opened.db);
  expect(withoutSessions(dumpFile(opened.file))).toEqual(before);
  expect(findSession(opened.db, owner?.token ?? '')).toBeUndefined();
});

test('a database with users that no demo made is refused and left as it is', async () => {
  await using opened = await openTestDatabase();
  const user = { username: 'anna', permission_level: 0, subscription_tier: 0 } as const;
  addUser(opened.db, user, NOW);
  const before = dumpFile(opened.file);
  await expect(seed(opened.db)).rejects.toMatchObject({
    name: 'OperatorError',
    message:
      'the database holds users that no demo made; leave out --demo, or choose another file with --db',
  });
  expect(dumpFile(opened.file)).toEqual(before);
});

test('a user that somebody added to a demo is kept, and the demo does not start again', async () => {
  await using opened = await openTestDatabase();
  await seed(opened.db);
  insertUser(opened.db, 'anna');
  const before = dumpFile(opened.file);
  await expect(seed(opened.db)).rejects.toMatchObject({ name: 'OperatorError' });
  expect(dumpFile(opened.file)).toEqual(before);
});

async function seed(db: Database) {
  const { viewers } = await db.write((trx) => seedDemo(trx, NOW));
  return viewers;
}

function requireUser(db: Connection, username: string) {
  const user = findUserByUsername(db, username);
  if (user === undefined) throw new Error(`the demo has no ${username}`);
  return user;
}

/** Tokens differ from start to start, and SQLite counts on. */
function withoutSessions({ rows }: FileDump) {
  const { sessions, sqlite_sequence, api_keys = [], bots = [], ...others } = rows;
  // A key, and what has one, is made anew each time.
  const withoutKey = (row: unknown) => {
    const { key_hash, id, ...rest } = row as Record<string, unknown>;
    return key_hash === null ? { id, ...rest } : rest;
  };
  return { ...others, api_keys: api_keys.map(withoutKey), bots: bots.map(withoutKey) };
}
