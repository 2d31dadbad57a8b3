import { addSeconds } from '@portal/domain';
import { expect, test } from 'vitest';
import { dumpFile } from '../../test/support/dump-file.ts';
import { insertUser, openTestDatabase } from '../../test/support/test-database.ts';
import { hashSessionToken } from './session-token.ts';
import { endSessionByToken, issueSession } from './sessions.administration.ts';

const NOW = '2026-03-19T12:00:00Z';
const DAY = 86_400;

test.each([
  [0, 30],
  [1, 30],
  [2, 1],
  [3, 1],
] as const)('level %i gets sessions of at most %i days', async (permission_level, days) => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna', { permission_level });
  const most = addSeconds(NOW, days * DAY);
  const ends = [];
  for (const ttl of [undefined, 60, days * DAY, days * DAY + 1, 1_000_000_000]) {
    const request = { user: 'anna', origin: 'command_line', ttl } as const;
    ends.push(issueSession(opened.db, request, NOW).expires_at);
  }
  expect(ends).toEqual([most, addSeconds(NOW, 60), most, most, most]);
});

test('of a token only the hash and the end are stored', async () => {
  await using opened = await openTestDatabase();
  const user_id = insertUser(opened.db, 'Anna');
  const request = { user: 'aNNA', origin: 'demo', ttl: 60 } as const;
  const { token, ...issued } = issueSession(opened.db, request, NOW);
  expect(token).toMatch(/^[0-9a-f]{64}$/);
  const token_suffix = token.slice(-6);
  const expires_at = addSeconds(NOW, 60);
  expect(issued).toEqual({ token_suffix, user_id, username: 'Anna', expires_at });
  expect(dumpFile(opened.file).rows['sessions']).toEqual([
    {
      id: 1,
      user_id,
      token_hash: hashSessionToken(token),
      token_suffix,
      origin: 'demo',
      created_at: NOW,
      expires_at,
      ended_at: null,
      client_ip: null,
      user_agent: null,
      geo: null,
    },
  ]);
});

test('ending a session leaves the others of its user alone, and works once', async () => {
  await using opened = await openTestDatabase();
  insertUser(opened.db, 'anna');
  const request = { user: 'anna', origin: 'command_line' } as const;
  const first = issueSession(opened.db, request, NOW);
  const second = issueSession(opened.db, request, NOW);
  expect(first.token).not.toBe(second.token);
  const later = addSeconds(NOW, 5);
  expect(endSessionByToken(opened.db, second.token, later)).toEqual({
    token_suffix: second.token_suffix,
    ended_at: later,
  });
  const ended = () => dumpFile(opened.file).rows['sessions'];
  expect(ended()).toMatchObject([{ ended_at: null }, { ended_at: later }]);
  const again = () => endSessionByToken(opened.db, second.token, addSeconds(NOW, 9));
  expect(again).toThrow('no open session has that token');
  expect(ended()).toMatchObject([{ ended_at: null }, { ended_at: later }]);
});
