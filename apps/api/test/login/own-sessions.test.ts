import { describe, expect, test } from 'vitest';
import { issueSession } from '../../src/sessions/sessions.administration.ts';
import { build } from '../../src/store/sqlite/build.ts';
import { openTestLogin, requireOk, START, type TestLogin } from '../support/test-login.ts';

interface StartedAt {
  readonly now?: string;
  readonly user?: string;
}

function startSession(
  login: TestLogin,
  suffix: string,
  { now = START, user = 'niels' }: StartedAt = {},
): number {
  issueSession(login.db, { user, origin: 'command_line' }, now);
  const { id } = login.db.one(
    build.selectFrom('sessions').select('id').orderBy('id', 'desc').limit(1),
  );
  const changes = { token_suffix: suffix, client_ip: '203.0.113.1', user_agent: 'Mozilla/5.0' };
  login.db.run(build.updateTable('sessions').set(changes).where('id', '=', id));
  return id;
}

describe('users.sessions', () => {
  test('lists the live ones newest first, and which is the current', async () => {
    await using login = await openTestLogin();
    const id = login.addUser('niels');
    const first = startSession(login, 'abc123', { now: '2026-03-19T11:00:00Z' });
    startSession(login, 'xyz789', { now: '2026-03-19T11:30:00Z' });
    const viewer = { id, permission_level: 0, session_id: first } as const;
    const session = { client_ip: '203.0.113.1', user_agent: 'Mozilla/5.0', geo: null };
    expect(requireOk(await login.service['users.sessions'](viewer, undefined))).toEqual({
      sessions: [
        {
          token_suffix: 'xyz789',
          created_at: '2026-03-19T11:30:00Z',
          expires_at: '2026-04-18T11:30:00Z',
          ...session,
          is_current: false,
        },
        {
          token_suffix: 'abc123',
          created_at: '2026-03-19T11:00:00Z',
          expires_at: '2026-04-18T11:00:00Z',
          ...session,
          is_current: true,
        },
      ],
      history: [],
    });
  });

  test('has the end of the level held now, and what ended in the history', async () => {
    await using login = await openTestLogin();
    const id = login.addUser('niels');
    const current = startSession(login, 'abc123');
    const ended = startSession(login, 'xyz789', { now: '2026-03-19T11:00:00Z' });
    login.db.run(build.updateTable('sessions').set({ ended_at: START }).where('id', '=', ended));
    const viewer = { id, permission_level: 2, session_id: current } as const;
    const { sessions, history } = requireOk(
      await login.service['users.sessions'](viewer, undefined),
    );
    expect(sessions.map(({ expires_at }) => expires_at)).toEqual(['2026-03-20T12:00:00Z']);
    expect(history.map(({ token_suffix }) => token_suffix)).toEqual(['xyz789']);
  });
});

describe('users.destroySession', () => {
  async function openSessions() {
    const login = await openTestLogin();
    const id = login.addUser('niels');
    const session_id = startSession(login, 'abc123');
    startSession(login, 'xyz789');
    startSession(login, 'xyz789');
    const viewer = { id, permission_level: 0, session_id } as const;
    const destroy = (token_suffix: string, who = viewer) =>
      login.service['users.destroySession'](who, { token_suffix });
    return Object.assign(login, { destroy, viewer });
  }

  test('ends every session with the suffix, for good', async () => {
    await using login = await openSessions();
    expect(await login.destroy('xyz789')).toEqual({ ok: true, value: { destroyed: true } });
    const ended = login.rows('sessions').map(({ ended_at }) => ended_at);
    expect(ended).toEqual([null, START, START]);
    expect(await login.destroy('xyz789')).toMatchObject({ error: { code: 'session_not_found' } });
  });

  test('is no way to end the current one', async () => {
    await using login = await openSessions();
    const message = 'Cannot destroy the current session';
    expect(await login.destroy('abc123')).toEqual({
      ok: false,
      error: { code: 'invalid_request', message },
    });
  });

  test.for(['nobody', 'ABC123', 'xyz78', 'xyz7890', '', 'xyz78.'])(
    'of no session is 404: %j',
    async (suffix) => {
      await using login = await openSessions();
      const error = { code: 'session_not_found' };
      expect(await login.destroy(suffix)).toEqual({ ok: false, error });
    },
  );

  test('of another user is 404', async () => {
    await using login = await openSessions();
    login.db.run(build.deleteFrom('linked_platforms'));
    const other = login.addUser('bohr');
    startSession(login, 'other1', { user: 'bohr' });
    expect(await login.destroy('other1')).toMatchObject({ ok: false });
    expect(other).not.toBe(login.viewer.id);
  });

  test('twice at once: one 200, one 404', async () => {
    await using login = await openSessions();
    const answers = await Promise.all([login.destroy('xyz789'), login.destroy('xyz789')]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });
});
