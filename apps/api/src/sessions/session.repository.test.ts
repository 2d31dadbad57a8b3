import { expect, test } from 'vitest';
import { insertUser, openTestDatabase } from '../../test/support/test-database.ts';
import { build } from '../store/sqlite/build.ts';
import { endSession, findSession, insertSession } from './session.repository.ts';
import { createSessionToken } from './session-token.ts';

const TIMES = { created_at: '2026-03-01T00:00:00Z', expires_at: '2026-03-31T00:00:00Z' };
const ENDED = '2026-03-02T00:00:00Z';
const SEEN = '2026-03-03T00:00:00Z';
const user = { permission_level: 2, last_activity_at: SEEN } as const;

test('a session is found with what is its own, and with what its user is now', async () => {
  await using opened = await openTestDatabase();
  const { db } = opened;
  // This makes the ids of users and sessions different.
  insertUser(db, 'somebody');
  const user_id = insertUser(db, 'anna', user);
  const token = createSessionToken();
  insertSession(db, { token, user_id, origin: 'demo', ...TIMES });
  const session = { session_id: 1, user_id, ...TIMES, ended_at: null, ...user, has_sanctions: 0 };
  expect(findSession(db, token)).toEqual(session);
  const ban = { user_id, action_type: 'PLATFORM_BAN', created_at: ENDED } as const;
  db.run(build.insertInto('moderation_actions').values(ban));
  endSession(db, token, ENDED);
  expect(findSession(db, token)).toEqual({ ...session, ended_at: ENDED, has_sanctions: 1 });
  expect(findSession(db, createSessionToken())).toBeUndefined();
});
