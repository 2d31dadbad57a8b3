import { describe, expect, test } from 'vitest';
import { build } from '../../src/store/sqlite/build.ts';
import {
  DISCORD_ID,
  getWebCode,
  identity,
  officialBot,
  openTestLogin,
  profile,
  requireOk,
  START,
  type TestLogin,
  visitor,
} from '../support/test-login.ts';

const GENERATED = { message: 'Login code generated.', expires_at: '2026-03-19T12:10:00Z' };

function request({ service }: TestLogin, address?: string, id?: string) {
  return service['authentication.request'](visitor(address), identity(id));
}

describe('request', () => {
  test('makes a code that lives ten minutes and says no more than until when', async () => {
    await using login = await openTestLogin();
    expect(await request(login)).toEqual({ ok: true, value: GENERATED });
    expect(login.rows('login_codes')).toMatchObject([
      { client_address: '192.0.2.1', code_hash: null, platform_username: null },
    ]);
  });

  test('is the same for an identity with an account, without one, banned or mistyped', async () => {
    await using login = await openTestLogin();
    const user_id = login.addUser('niels');
    login.db.run(
      build
        .insertInto('moderation_actions')
        .values({ user_id, action_type: 'PLATFORM_BAN', created_at: START }),
    );
    const answers = [await request(login), await request(login, undefined, '1')];
    expect(answers).toEqual([
      { ok: true, value: GENERATED },
      { ok: true, value: GENERATED },
    ]);
  });

  test('never reads users, links or sanctions', async () => {
    const read: string[] = [];
    const { openTestDatabase } = await import('../support/test-database.ts');
    await using database = await openTestDatabase(({ sql }) => read.push(sql));
    const { createLoginService } = await import('../../src/login/login.service.ts');
    const { createLoginCodes } = await import('../../src/login/login-codes.ts');
    const codes = createLoginCodes();
    const parts = { db: database.db, clock: () => START, codes, webLoginRequiredEvery: 5 };
    read.length = 0;
    await createLoginService(parts)['authentication.request'](visitor(), identity());
    expect(read.filter((sql) => /users|linked_platforms|moderation/.test(sql))).toEqual([]);
    expect(read.length).toBeGreaterThan(3);
  });

  test('asked again from there answers the pending code once more, and extends nothing', async () => {
    await using login = await openTestLogin();
    await request(login);
    login.now = '2026-03-19T12:09:59Z';
    expect(await request(login)).toEqual({ ok: true, value: GENERATED });
    expect(login.rows('login_codes')).toHaveLength(1);
  });

  test('replaces an expired one', async () => {
    await using login = await openTestLogin();
    const before = await getWebCode(login);
    login.now = '2026-03-19T12:10:00Z';
    const after = await getWebCode(login);
    expect(after).not.toBe(before);
    expect(login.rows('login_codes')).toMatchObject([{ expires_at: '2026-03-19T12:20:00Z' }]);
  });

  test('makes five of an address, and a sixth when the earliest of them ends', async () => {
    await using login = await openTestLogin();
    for (const [at, id] of ['1', '2', '3', '4', '5'].entries()) {
      login.now = `2026-03-19T12:0${at}:00Z`;
      expect(await request(login, undefined, id)).toMatchObject({ ok: true });
    }
    const denied = { code: 'too_many_requests', retry_after: 360 };
    expect(await request(login, undefined, '6')).toEqual({ ok: false, error: denied });
    expect(await request(login, undefined, '5')).toMatchObject({ ok: true });
    expect(await request(login, '192.0.2.2', '6')).toMatchObject({ ok: true });
    login.now = '2026-03-19T12:10:00Z';
    expect(await request(login, undefined, '6')).toMatchObject({ ok: true });
  });

  test('counts delivered codes too', async () => {
    await using login = await openTestLogin();
    for (const id of ['1', '2', '3', '4', '5']) await getWebCode(login, undefined, id);
    expect(await request(login, undefined, '6')).toMatchObject({ ok: false });
  });

  test('of ten identities at once from one address leaves exactly five pending', async () => {
    await using login = await openTestLogin();
    const ids = Array.from({ length: 10 }, (_, at) => String(at + 1));
    const answers = await Promise.all(ids.map((id) => request(login, undefined, id)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
    expect(login.rows('login_codes')).toHaveLength(5);
  });

  test('never touches what another address has pending', async () => {
    await using login = await openTestLogin();
    const code = await getWebCode(login);
    await request(login, '198.51.100.7');
    const verified = await login.service['authentication.verify'](visitor(), { code });
    expect(verified.ok).toBe(true);
  });

  test('deletes what has expired, a hundred at a time', async () => {
    await using login = await openTestLogin();
    const expired = Array.from({ length: 150 }, (_, at) => ({
      platform: 'telegram' as const,
      platform_user_id: String(at + 1),
      client_address: '203.0.113.1',
      seed: '0'.repeat(32),
      created_at: '2026-03-19T11:00:00Z',
      expires_at: '2026-03-19T11:10:00Z',
    }));
    login.db.run(build.insertInto('login_codes').values(expired));
    await request(login);
    expect(login.rows('login_codes')).toHaveLength(51);
    await request(login);
    expect(login.rows('login_codes')).toHaveLength(1);
  });
});

describe('bot/login-code', () => {
  const fetchCode = ({ service }: TestLogin, id?: string) =>
    service['authentication.botLoginCode'](officialBot(), profile(id));

  test('is null twice when nothing is pending', async () => {
    await using login = await openTestLogin();
    const nothing = { ok: true, value: { code: null, expires_at: null } };
    expect(await fetchCode(login)).toEqual(nothing);
    await request(login);
    login.now = '2026-03-19T12:10:00Z';
    expect(await fetchCode(login)).toEqual(nothing);
  });

  test('is the code that the website asked for, the same each time', async () => {
    await using login = await openTestLogin();
    await request(login);
    const first = requireOk(await fetchCode(login));
    expect(first.code).toMatch(/^[A-HJ-NP-Za-km-z2-9]{8}$/);
    expect(first.expires_at).toBe(GENERATED.expires_at);
    login.now = '2026-03-19T12:09:00Z';
    expect(requireOk(await fetchCode(login))).toEqual(first);
  });

  test('takes the new name and avatar each time', async () => {
    await using login = await openTestLogin();
    await request(login);
    await fetchCode(login);
    const bare = { ...profile(), platform_username: 'bohr', platform_avatar_url: undefined };
    await login.service['authentication.botLoginCode'](officialBot(), bare);
    expect(login.rows('login_codes')).toMatchObject([
      { platform_username: 'bohr', platform_avatar_url: null },
    ]);
  });

  test('of several is the newest not yet delivered, else the newest', async () => {
    await using login = await openTestLogin();
    await request(login);
    login.now = '2026-03-19T12:01:00Z';
    await request(login, '192.0.2.2');
    const newest = requireOk(await fetchCode(login));
    const older = requireOk(await fetchCode(login));
    expect([newest.expires_at, older.expires_at]).toEqual([
      '2026-03-19T12:11:00Z',
      '2026-03-19T12:10:00Z',
    ]);
    expect(requireOk(await fetchCode(login))).toEqual(newest);
  });

  test('never is a code that a bot made', async () => {
    await using login = await openTestLogin();
    login.addUser('niels');
    requireOk(await login.service['authentication.botSendCode'](officialBot(), profile()));
    expect(requireOk(await fetchCode(login)).code).toBeNull();
  });

  test('before it, there is no code to guess: none is stored', async () => {
    await using login = await openTestLogin();
    await request(login);
    expect(login.rows('login_codes')[0]?.['code_hash']).toBeNull();
    await fetchCode(login);
    expect(login.rows('login_codes')[0]?.['code_hash']).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('bot/send-code', () => {
  const send = ({ service }: TestLogin) =>
    service['authentication.botSendCode'](officialBot(), profile());

  test('is 404 when no account has the identity', async () => {
    await using login = await openTestLogin();
    expect(await send(login)).toEqual({ ok: false, error: { code: 'user_not_found' } });
  });

  test.for([
    ['PLATFORM_BAN', 'account_banned'],
    ['PLATFORM_TIMEOUT', 'account_timed_out'],
  ] as const)('of somebody under a %s is 403 with the reason', async ([action_type, code]) => {
    await using login = await openTestLogin();
    const user_id = login.addUser('niels');
    const action = { user_id, action_type, reason: 'Spam', created_at: START };
    login.db.run(build.insertInto('moderation_actions').values(action));
    const error = { code, reason: 'Spam', expires_at: null };
    expect(await send(login)).toEqual({ ok: false, error });
  });

  test('asked again is the same code with the time it has left', async () => {
    await using login = await openTestLogin();
    login.addUser('niels');
    const first = requireOk(await send(login));
    expect(first.expires_at).toBe('2026-03-19T12:10:00Z');
    login.now = '2026-03-19T12:09:59Z';
    expect(requireOk(await send(login))).toEqual(first);
    login.now = '2026-03-19T12:10:00Z';
    const next = requireOk(await send(login));
    expect(next.code).not.toBe(first.code);
    expect(next.expires_at).toBe('2026-03-19T12:20:00Z');
  });

  test('of one identity ten times at once is one code', async () => {
    await using login = await openTestLogin();
    login.addUser('niels');
    const sent = await Promise.all(Array.from({ length: 10 }, () => send(login)));
    expect(new Set(sent.map((outcome) => requireOk(outcome).code)).size).toBe(1);
    expect(login.rows('login_codes')).toHaveLength(1);
  });

  test('needs a login from the website after five by a bot, over all platforms', async () => {
    await using login = await openTestLogin();
    login.addUser('niels');
    const verify = (code: string) => login.service['authentication.verify'](visitor(), { code });
    for (let count = 0; count < 5; count += 1) {
      requireOk(await verify(requireOk(await send(login)).code));
    }
    const denied = { ok: false, error: { code: 'web_login_required' } };
    expect(await send(login)).toEqual(denied);
    requireOk(await verify(await getWebCode(login)));
    expect(await send(login)).toMatchObject({ ok: true });
  });

  test('needs none when that is turned off', async () => {
    await using login = await openTestLogin({ webLoginRequiredEvery: 0 });
    login.addUser('niels', { bot_logins: 1000 });
    expect(await send(login)).toMatchObject({ ok: true });
  });
});

describe('who gives codes', () => {
  test.for([
    ['a community bot', { bot_type: 3 }],
    ['a verified bot', { bot_type: 2 }],
    ['a bot of another platform', { platform: 'telegram' }],
  ] as const)('%s does not', async ([, fields]) => {
    await using login = await openTestLogin();
    login.addUser('niels');
    await request(login);
    const denied = { ok: false, error: { code: 'access_denied' } };
    for (const id of ['authentication.botLoginCode', 'authentication.botSendCode'] as const) {
      expect(await login.service[id](officialBot(fields), profile())).toEqual(denied);
    }
    expect(login.rows('login_codes')[0]?.['code_hash']).toBeNull();
  });
});

describe('lookup', () => {
  const lookup = ({ service }: TestLogin, username: string) =>
    service['authentication.lookup'](visitor(), { username });

  test('shows who it is and where a code can come from, ASCII case ignored', async () => {
    await using login = await openTestLogin();
    const id = login.addUser('Niels');
    expect(await lookup(login, 'nIELS')).toEqual({
      ok: true,
      value: {
        id,
        username: 'Niels',
        avatar_url: null,
        permission_level: 0,
        subscription_tier: 0,
        platforms: [{ platform: 'discord', platform_user_id: DISCORD_ID }],
      },
    });
  });

  test('of a name that nobody has is 404', async () => {
    await using login = await openTestLogin();
    const missing = { ok: false, error: { code: 'user_not_found' } };
    expect(await lookup(login, 'nobody')).toEqual(missing);
  });

  test('shows a banned user as anyone', async () => {
    await using login = await openTestLogin();
    const user_id = login.addUser('niels');
    const before = await lookup(login, 'niels');
    const ban = { user_id, action_type: 'PLATFORM_BAN', created_at: START } as const;
    login.db.run(build.insertInto('moderation_actions').values(ban));
    expect(await lookup(login, 'niels')).toEqual(before);
  });
});
